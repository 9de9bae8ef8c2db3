import type { GherkinDocument, Pickle } from '../../report/messages.ts';
import { UsageError } from '../errors.ts';
import { mostLike } from '../likeness.ts';
import type { Rehearsal } from './rehearsal.ts';

/** Refuses a run in which a scenario has no steps, or a step means nothing, or two things. Throws UsageError for the first such step. */
export function refuseUnclearSteps(rehearsal: Rehearsal): void {
  for (const { pickleId, testSteps } of rehearsal.testCases) {
    const pickle = rehearsal.pickles.get(pickleId);
    if (pickle === undefined) continue;
    refuseEmpty(pickle);
    for (const { pickleStepId, stepDefinitionIds = [] } of testSteps) {
      const step = pickle.steps.find(({ id }) => id === pickleStepId);
      if (step === undefined || stepDefinitionIds.length === 1) continue;
      const line = lineOf(rehearsal.documents.get(pickle.uri), step.astNodeIds[0] ?? '');
      throw unclear(rehearsal, `${pickle.uri}:${line}`, step.text, stepDefinitionIds);
    }
  }
}

/** A scenario without steps would pass having tried nothing; most often its first keyword is misspelt. */
function refuseEmpty({ uri, location, name, steps }: Pickle): void {
  if (steps.length > 0) return;
  throw new UsageError(
    `${uri}:${location?.line ?? 1}: the scenario "${name}" has no steps; begin each with Given, When, Then, And or But`,
  );
}

function unclear(rehearsal: Rehearsal, place: string, text: string, ids: readonly string[]): UsageError {
  const meant = ids.flatMap((id) => rehearsal.definitions.get(id) ?? []);
  if (meant.length > 0) {
    const list = meant.map((one) => `\n  ${one.place}  ${one.expression}`).join('');
    return new UsageError(`${place}: more than one definition fits the step\n  ${text}\nnamely${list}`);
  }
  const expression = mostLike(
    text,
    [...rehearsal.definitions.values()].map((one) => one.expression),
  );
  const known = [...rehearsal.definitions.values()].find((one) => one.expression === expression);
  const hint = known === undefined ? '' : `\nThe nearest one is\n  ${known.expression}  (${known.place})`;
  const types = rehearsal.unknownParameterTypes.map(
    (name) => `\nA definition uses the unknown parameter type {${name}}.`,
  );
  return new UsageError(`${place}: no step definition fits\n  ${text}${hint}${types.join('')}`);
}

/** The line of a step in its file, by its node in the syntax tree. */
export function lineOf(document: GherkinDocument | undefined, nodeId: string): number {
  return stepOf(document, nodeId)?.location.line ?? 1;
}

type Child = NonNullable<GherkinDocument['feature']>['children'][number];
type Step = NonNullable<Child['scenario']>['steps'][number];

/** A step as it is written, by its node in the syntax tree. */
export function stepOf(document: GherkinDocument | undefined, nodeId: string): Step | undefined {
  const children = document?.feature?.children ?? [];
  const inner = children.flatMap((child) => [child, ...(child.rule?.children ?? [])]);
  const steps = inner.flatMap((child) => [
    ...(child.background?.steps ?? []),
    ...(child.scenario?.steps ?? []),
  ]);
  return steps.find(({ id }) => id === nodeId);
}
