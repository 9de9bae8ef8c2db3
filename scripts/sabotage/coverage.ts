import { rehearse } from '../../lab/cli/run/rehearsal.ts';
import { featureFiles } from '../../lab/cli/run/feature-files.ts';
import { noSupportFiles } from '../../lab/cli/run/support-files.ts';
import type { Entry } from './entries.ts';

/** Names of all scenarios as they stand in the feature files, outlines with their placeholders. */
export async function scenarioNames(root: string): Promise<string[]> {
  const selection = { paths: featureFiles([], root), tags: '', name: undefined, shard: undefined };
  const { documents } = await rehearse(root, selection, { importPaths: noSupportFiles() });
  return [...documents.values()].flatMap(({ feature }) =>
    (feature?.children ?? [])
      .flatMap((child) => [child, ...(child.rule?.children ?? [])])
      .flatMap(({ scenario }) => scenario?.name ?? []),
  );
}

/** Scenarios that no entry breaks, and entries that name no scenario. */
export function gaps(names: readonly string[], entries: readonly Pick<Entry, 'scenario'>[]): string[] {
  const broken = new Set(entries.map(({ scenario }) => scenario));
  return [
    ...names.filter((name) => !broken.has(name)).map((name) => `no entry breaks the scenario "${name}"`),
    ...[...broken]
      .filter((name) => !names.includes(name))
      .map((name) => `an entry names no scenario: "${name}"`),
  ];
}
