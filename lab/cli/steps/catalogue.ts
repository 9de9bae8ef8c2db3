import { relative, resolve } from 'node:path';
import type { Rehearsal } from '../run/rehearsal.ts';
import { stepOf } from '../run/step-check.ts';
import type { SeenValue } from './values.ts';

/** A step definition, and how scenarios use it. */
export interface Step {
  readonly expression: string;
  readonly kind: 'expression' | 'regexp';
  /** Relative to the folder that was asked about, with slashes. */
  readonly file: string;
  readonly line: number;
  /** Names of the types of its values, in order. */
  readonly parameterTypes: readonly string[];
  /** How often it is written in feature files; once for all examples of an outline. */
  readonly uses: number;
}

/** Two definitions or more that fit one text. */
export interface Overlap {
  readonly text: string;
  /** A text of a scenario, or one made from a definition. */
  readonly from: 'features' | 'samples';
  readonly steps: readonly Pick<Step, 'expression' | 'file' | 'line'>[];
}

/** Every step definition, in the order of its files. */
export function stepsOf(rehearsal: Rehearsal, cwd: string): Step[] {
  const uses = usesOf(rehearsal);
  return [...rehearsal.definitions].map(([id, { expression, kind, place }]) => {
    const [, path = place, line = '1'] = /^(.*):(\d+)$/.exec(place) ?? [];
    return {
      expression,
      kind,
      file: relative(cwd, resolve(cwd, path)).replaceAll('\\', '/'),
      line: Number(line),
      parameterTypes:
        kind === 'regexp' ? [] : [...expression.matchAll(/\{(\w*)\}/g)].map(([, name = '']) => name),
      uses: uses.get(id)?.size ?? 0,
    };
  });
}

/** Places in feature files by definition. */
function usesOf({ testCases, pickles, documents }: Rehearsal): ReadonlyMap<string, ReadonlySet<string>> {
  const uses = new Map<string, Set<string>>();
  for (const { pickleId, testSteps } of testCases) {
    const pickle = pickles.get(pickleId);
    if (pickle === undefined) continue;
    for (const { pickleStepId, stepDefinitionIds = [] } of testSteps) {
      const node = pickle.steps.find(({ id }) => id === pickleStepId)?.astNodeIds[0] ?? '';
      const line = stepOf(documents.get(pickle.uri), node)?.location.line;
      for (const id of stepDefinitionIds) {
        const places = uses.get(id) ?? new Set();
        uses.set(id, places.add(`${pickle.uri}:${line ?? node}`));
      }
    }
  }
  return uses;
}

/** Values as scenarios have them, with their types. */
export function seenValues({ testCases }: Rehearsal): SeenValue[] {
  return testCases
    .flatMap(({ testSteps }) =>
      testSteps.flatMap(({ stepMatchArgumentsLists = [] }) => stepMatchArgumentsLists),
    )
    .flatMap(({ stepMatchArguments }) => stepMatchArguments)
    .flatMap(({ parameterTypeName, group }) =>
      group.value === undefined || group.value === null
        ? []
        : [{ type: parameterTypeName ?? '', text: group.value }],
    );
}

/** Texts of the rehearsed steps that more than one definition fits; one for each set of definitions. */
export function overlapsIn(
  rehearsal: Rehearsal,
  steps: ReadonlyMap<string, Step>,
  from: Overlap['from'],
): Overlap[] {
  const found = new Map<string, Overlap>();
  for (const { pickleId, testSteps } of rehearsal.testCases) {
    for (const { pickleStepId, stepDefinitionIds = [] } of testSteps) {
      if (stepDefinitionIds.length < 2) continue;
      const key = [...stepDefinitionIds].sort().join(' ');
      const text = rehearsal.pickles.get(pickleId)?.steps.find(({ id }) => id === pickleStepId)?.text ?? '';
      const meant = stepDefinitionIds.flatMap((id) => steps.get(id) ?? []);
      if (!found.has(key)) found.set(key, { text, from, steps: meant });
    }
  }
  return [...found.values()];
}
