import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { FinishedScenario, Verdict } from './progress.ts';

/** How a whole run ended. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
}

export function tally(finished: readonly FinishedScenario[]): Tally {
  const count = (wanted: Verdict): number => finished.filter(({ verdict }) => verdict === wanted).length;
  return { passed: count('passed'), failed: count('failed'), unknown: count('unknown') };
}

/** Passed is only what ran to its end and passed: every scenario planned, and nothing wrong outside them. A run that was stopped has its code already. */
export function exitCodeOf(
  counts: Tally,
  planned: number,
  troubles: number,
  stopped: ExitCode | undefined,
): ExitCode {
  if (stopped !== undefined) return stopped;
  if (counts.failed > 0 || troubles > 0) return EXIT.failed;
  return counts.passed === planned ? EXIT.passed : EXIT.unknown;
}
