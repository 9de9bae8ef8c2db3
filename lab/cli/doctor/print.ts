import type { Terminal } from '../terminal.ts';
import { problemsFor, type Finding, type Job } from './finding.ts';

const MARKS = { ok: '✓', advice: '!', problem: '✗' } as const;

/** One line for each finding, the remedy below; a problem of another job says of which. */
export function printFindings(terminal: Terminal, findings: readonly Finding[], job: Job): void {
  for (const { id, level, what, remedy, neededFor } of findings) {
    const other = level === 'problem' && !neededFor.includes(job) ? `  (for ${neededFor.join(', ')})` : '';
    const mark = other === '' ? MARKS[level] : MARKS.advice;
    terminal.say(`${mark} ${id.padEnd(16)}  ${what}${other}`);
    if (remedy !== undefined) terminal.say(`${' '.repeat(20)}${remedy}`);
  }
  const wrong = problemsFor(job, findings).length;
  terminal.say(
    wrong === 0
      ? `${job}: nothing that it needs is wrong`
      : `${job}: ${wrong === 1 ? '1 problem' : `${wrong} problems`}`,
  );
}

/** The findings for programs to read; docs/doctor.md describes the shape. */
export function findingsJson(findings: readonly Finding[], job: Job): object {
  return { version: 1, for: job, ok: problemsFor(job, findings).length === 0, findings };
}
