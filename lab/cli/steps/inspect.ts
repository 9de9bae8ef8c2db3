import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ISupportCodeLibrary } from '@cucumber/cucumber/api';
import { escapeGlob, featureFiles } from '../run/feature-files.ts';
import { rehearse, type Rehearsal } from '../run/rehearsal.ts';
import { overlapsIn, seenValues, stepsOf, type Overlap, type Step } from './catalogue.ts';
import { nearDuplicates, type NearDuplicate } from './near-duplicates.ts';
import { valuesByType } from './values.ts';
import { variantsOf } from './variants.ts';

/** What is to be known of a folder's step definitions. */
export interface Inspection {
  readonly steps: readonly Step[];
  /** No scenario uses them. */
  readonly unused: readonly Step[];
  readonly overlaps: readonly Overlap[];
  readonly nearDuplicates: readonly NearDuplicate[];
}

/**
 * Looks at every step definition: over the folder's features, and over texts made from the definitions themselves.
 * Definitions of the package are not called unused in a folder that brings its own. Throws UsageError.
 */
export async function inspectSteps(cwd: string, support: (cwd: string) => string[]): Promise<Inspection> {
  const rehearsal = await rehearse(cwd, selectionOf(featureFiles([], cwd)), { importPaths: support(cwd) });
  const steps = stepsOf(rehearsal, cwd);
  const byId = new Map([...rehearsal.definitions.keys()].map((id, index) => [id, steps[index]] as const));
  const known = new Map([...byId].flatMap(([id, step]) => (step === undefined ? [] : [[id, step] as const])));
  const overlaps = overlapsIn(rehearsal, known, 'features');
  const tried = await rehearseTexts(cwd, textsOf(rehearsal, steps), rehearsal.support);
  const others = tried === undefined ? [] : overlapsIn(tried, known, 'samples');
  return {
    steps,
    unused: steps.filter(({ uses, file }) => uses === 0 && !file.startsWith('../')),
    overlaps: [...overlaps, ...others.filter((one) => !overlaps.some((other) => isSame(one, other)))],
    nearDuplicates: nearDuplicates(steps),
  };
}

/** Texts that the definitions fit by their own grammar. */
function textsOf(rehearsal: Rehearsal, steps: readonly Step[]): string[] {
  const values = valuesByType(rehearsal.parameterTypes, seenValues(rehearsal));
  const texts = steps
    .filter(({ kind }) => kind === 'expression')
    .flatMap(({ expression }) => variantsOf(expression, values));
  return [...new Set(texts)].filter((text) => !/[\r\n]/.test(text));
}

/** Cucumber itself says what fits each text: they become the steps of a scenario that is never run. */
async function rehearseTexts(
  cwd: string,
  texts: readonly string[],
  support: ISupportCodeLibrary,
): Promise<Rehearsal | undefined> {
  if (texts.length === 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'ptalab-steps-'));
  try {
    const file = join(folder, 'samples.feature');
    const steps = texts.map((text) => `    * ${text}\n`).join('');
    writeFileSync(file, `Feature: Samples\n  Scenario: All\n${steps}`);
    return await rehearse(cwd, selectionOf([escapeGlob(file)]), support);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isSame(one: Overlap, other: Overlap): boolean {
  const places = ({ steps }: Overlap): string =>
    steps
      .map(({ file, line }) => `${file}:${line}`)
      .sort()
      .join(' ');
  return places(one) === places(other);
}

function selectionOf(paths: readonly string[]): Parameters<typeof rehearse>[1] {
  return { paths, tags: '', name: undefined, shard: undefined };
}
