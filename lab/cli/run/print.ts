import { join, relative } from 'node:path';
import { formatDuration } from '../../clock/duration.ts';
import { historyFile } from '../../report/report-folder.ts';
import type { Terminal } from '../terminal.ts';
import type { Selected } from './plan.ts';
import type { FinishedScenario } from './progress.ts';
import type { Scenario } from './scenarios.ts';
import type { Tally } from './verdict.ts';

const MARKS = { passed: '✓', failed: '✗', unknown: '?' } as const;
const MESSAGE_LINES = 24;
const SLOWEST = 3;

/** One line per scenario of a list. */
export function printList(terminal: Terminal, scenarios: readonly Scenario[]): void {
  for (const { family, name, tags, uri, line } of scenarios) {
    terminal.say(`${family}: ${name}  ${tags.join(' ')}\n    ${uri}:${line}`);
  }
  terminal.say(count(scenarios.length));
}

/** One line for each scenario that cannot run here, with the reason. */
export function printNotHere(
  terminal: Terminal,
  place: string,
  { leftOut, notHere }: Pick<Selected, 'leftOut' | 'notHere'>,
): void {
  for (const { id, uri, name } of leftOut)
    terminal.say(`not on ${place}: ${uri}: ${name}: ${notHere.get(id) ?? ''}`);
}

/** One line for a scenario that ended, and what went wrong if it did. */
export function printFinished(
  terminal: Terminal,
  one: FinishedScenario,
  nth: number,
  of: number,
  reports: string,
): void {
  const counter = `${String(nth).padStart(String(of).length)}/${of}`;
  terminal.say(`${MARKS[one.verdict]} ${counter}  ${one.family}: ${one.name}  ${one.ms} ms`);
  if (one.failure === undefined) return;
  terminal.say(`      ${one.failure.place}  ${one.failure.step}`);
  terminal.say(indent(withoutPlumbing(one.failure.message)));
  if (one.history !== undefined) terminal.say(`      its history: ${shown(historyFile(reports, one.slug))}`);
}

/** What is in progress, on the live line. */
export function printRunning(
  terminal: Terminal,
  running: readonly Scenario[],
  done: number,
  of: number,
): void {
  terminal.live(`… ${done}/${of}  ${running.map(({ name }) => name).join(' | ')}`);
}

export interface Ending {
  readonly counts: Tally;
  readonly planned: number;
  readonly finished: readonly FinishedScenario[];
  /** The launcher, or `attach`; `external` too with a real domain. */
  readonly places: readonly string[];
  /** Scenarios that cannot run there. */
  readonly notRun: readonly (Scenario & { readonly reason: string })[];
  readonly troubles: readonly string[];
  readonly ms: number;
  readonly reports: string;
  readonly seed: string;
}

/** The summary, with what a reader does next. */
export function printEnding(terminal: Terminal, ending: Ending): void {
  const { counts, planned, finished, troubles, ms, reports, seed } = ending;
  for (const trouble of troubles) terminal.say(`✗ outside every scenario\n${indent(trouble)}`);
  const unbegun = planned - finished.length;
  const parts = [`${counts.passed} passed`, `${counts.failed} failed`];
  if (counts.unknown > 0) parts.push(`${counts.unknown} unknown`);
  if (unbegun > 0) parts.push(`${unbegun} not run`);
  if (ending.notRun.length > 0) parts.push(`${ending.notRun.length} not on ${ending.places.join(', ')}`);
  terminal.say(`\n${count(planned)}: ${parts.join(', ')}, in ${formatDuration(ms)}`);
  const slowest = finished
    .filter(({ failure }) => failure?.kind !== 'cut')
    .sort((a, b) => b.ms - a.ms)
    .slice(0, SLOWEST);
  for (const one of slowest) terminal.say(`  slowest  ${one.ms} ms  ${one.family}: ${one.name}`);
  for (const one of finished) {
    // What the run itself cut off has been named with what it waited for.
    if (one.verdict !== 'passed' && one.failure?.kind !== 'cut')
      terminal.say(`  ${one.verdict.padEnd(7)}  ${one.uri}:${one.line}  ${one.name}`);
  }
  terminal.say(`  report   ${shown(join(reports, 'report.html'))}`);
  terminal.say(`  seed     ${seed}`);
}

/** `1 scenario`, `24 scenarios`. */
export function count(scenarios: number): string {
  return scenarios === 1 ? '1 scenario' : `${scenarios} scenarios`;
}

/** A path as one would type it here. */
function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}

/** An error's text without cucumber's second rendering of the difference, and without frames of libraries. */
function withoutPlumbing(message: string): string {
  const text = message.replace(/\n {4}\+ expected - actual\n[\s\S]*?(?=\n {4}at |$)/, '');
  return text
    .split('\n')
    .filter(
      (line) => !/^\s+at .*(node_modules|node:internal|support\/limits|lab\/(report|clock)\/)/.test(line),
    )
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

function indent(text: string): string {
  const lines = text.trimEnd().split('\n');
  const shown = lines.slice(0, MESSAGE_LINES).map((line) => `      ${line}`);
  return lines.length > MESSAGE_LINES
    ? [...shown, `      … ${lines.length - MESSAGE_LINES} more lines in the report`].join('\n')
    : shown.join('\n');
}
