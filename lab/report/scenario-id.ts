import { createHash } from 'node:crypto';
import type { GherkinDocument, Pickle } from './messages.ts';

/** What identifies a scenario wherever it runs: not its line, so that an edit above it changes nothing. */
export type PickleIdentity = Pick<Pickle, 'uri' | 'name' | 'astNodeIds'>;

/** `features/verify/killed.feature:An agent is killed`, with `:2` for the second example row of an outline. */
export function scenarioId(pickle: PickleIdentity, document: GherkinDocument): string {
  const rowId = pickle.astNodeIds[1];
  const example = rowId === undefined ? undefined : exampleNumber(document, rowId);
  const base = `${pickle.uri.replaceAll('\\', '/')}:${pickle.name}`;
  return example === undefined ? base : `${base}:${example}`;
}

/** A scenario's own seed: a hash of the run's and its id, so that a subset or a shard replays alike. */
export function scenarioSeed(runSeed: string, id: string): string {
  return createHash('sha256').update(`${runSeed}\u0000${id}`).digest('hex').slice(0, 16);
}

/** The scenario's id as a file name, short, readable, and its own. */
export function scenarioSlug(id: string): string {
  const readable = id.replace(/^.*\//, '').replace('.feature', '').toLowerCase();
  const words = readable
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);
  return `${words}-${createHash('sha256').update(id).digest('hex').slice(0, 6)}`;
}

/** The row's number among all rows of its own outline, from 1. */
function exampleNumber(document: GherkinDocument, rowId: string): number {
  const children = document.feature?.children ?? [];
  const scenarios = children
    .flatMap((child) => [child, ...(child.rule?.children ?? [])])
    .map((child) => child.scenario);
  const rows = scenarios.map((scenario) =>
    (scenario?.examples ?? []).flatMap((examples) => examples.tableBody.map((row) => row.id)),
  );
  return (rows.find((ids) => ids.includes(rowId))?.indexOf(rowId) ?? -1) + 1;
}
