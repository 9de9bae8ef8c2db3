import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { FinishedScenario, Verdict } from './progress.ts';

/** How a whole run ended. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
  /** Failed since their lab did not come up; among `failed`. */
  readonly withoutLab: number;
}

export function tally(finished: readonly FinishedScenario[]): Tally {
  const count = (wanted: Verdict): number => finished.filter(({ verdict }) => verdict === wanted).length;
  const withoutLab = finished.filter(
    ({ verdict, failure }) => verdict === 'failed' && failure?.kind === 'noLab',
  );
  return {
    passed: count('passed'),
    failed: count('failed'),
    unknown: count('unknown'),
    withoutLab: withoutLab.length,
  };
}

/**
 * Passed is only what ran to its end and passed: every scenario planned, and nothing wrong outside them. What the
 * run's limit cut off is unknown. Failures of the lab alone say nothing of the behaviour. An interruption outweighs all.
 */
export function exitCodeOf(counts: Tally, planned: number, troubles: number, interrupted: boolean): ExitCode {
  if (interrupted) return EXIT.interrupted;
  if (troubles > 0 || counts.failed > counts.withoutLab) return EXIT.failed;
  if (counts.withoutLab > 0) return EXIT.noLab;
  return counts.passed === planned ? EXIT.passed : EXIT.unknown;
}
