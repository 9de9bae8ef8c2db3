import type { Terminal } from '../terminal.ts';
import type { Step } from './catalogue.ts';
import type { Inspection } from './inspect.ts';

/** The catalogue by file, or what is unused of it; what is wrong with it; one line that counts. */
export function printSteps(terminal: Terminal, inspection: Inspection, onlyUnused: boolean): void {
  const { steps, unused, overlaps, nearDuplicates } = inspection;
  const listed = onlyUnused ? unused : steps;
  for (const [file, group] of byFile(listed)) {
    terminal.say(file);
    for (const one of group) terminal.say(lineOf(one));
  }
  for (const { text, from, steps: meant } of overlaps) {
    terminal.say(`✗ overlap${from === 'samples' ? ' (no scenario has this text yet)' : ''}:  ${text}`);
    for (const one of meant) terminal.say(`      ${placeOf(one)}  ${one.expression}`);
  }
  for (const { steps: pair, likeness } of onlyUnused ? [] : nearDuplicates) {
    terminal.say(`! nearly the same (${Math.round(likeness * 100)} %):`);
    for (const one of pair) terminal.say(`      ${placeOf(one)}  ${one.expression}`);
  }
  if (!onlyUnused) for (const one of unused) terminal.say(`! unused:  ${placeOf(one)}  ${one.expression}`);
  terminal.say(
    `${steps.length} steps: ${unused.length} unused, ${overlaps.length} overlapping, ` +
      `${nearDuplicates.length} nearly the same`,
  );
}

/** The inspection for programs to read. */
export function stepsJson({ steps, unused, overlaps, nearDuplicates }: Inspection): object {
  return {
    version: 1,
    steps,
    unused: unused.map(reference),
    overlaps: overlaps.map((one) => ({ ...one, steps: one.steps.map(reference) })),
    nearDuplicates: nearDuplicates.map((one) => ({ ...one, steps: one.steps.map(reference) })),
  };
}

type Reference = Pick<Step, 'expression' | 'file' | 'line'>;

function reference({ expression, file, line }: Reference): Reference {
  return { expression, file, line };
}

function placeOf({ file, line }: Reference): string {
  return `${file}:${line}`;
}

/** `    12   3×  {hosts} is/are killed` */
function lineOf({ line, uses, expression }: Step): string {
  return `${String(line).padStart(6)}${`${uses}×`.padStart(6)}  ${expression}`;
}

function byFile(steps: readonly Step[]): [string, Step[]][] {
  const files = new Map<string, Step[]>();
  for (const one of steps) files.set(one.file, [...(files.get(one.file) ?? []), one]);
  return [...files].sort(([a], [b]) => a.localeCompare(b));
}
