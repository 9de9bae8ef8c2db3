import { formatDuration } from '../../clock/duration.ts';
import type { LabConfig } from '../lab-config.ts';
import type { Problem } from '../problem.ts';

const HIGHEST_THRESHOLD = 999;

/** What AD's own policy editor refuses (documentation of account lockout threshold and of the reset counter). */
export function lockoutRules({ forest }: LabConfig): Problem[] {
  if (forest === undefined) return [];
  const { threshold, duration, observationWindow } = forest.lockout;
  const problems: Problem[] = [];
  if (threshold < 0 || threshold > HIGHEST_THRESHOLD || !Number.isInteger(threshold)) {
    problems.push({
      path: ['forest', 'lockout', 'threshold'],
      found: String(threshold),
      expected: `a whole number from 0 (never locks) to ${HIGHEST_THRESHOLD}`,
    });
  }
  if (duration !== 0 && observationWindow > duration) {
    problems.push({
      path: ['forest', 'lockout', 'observationWindow'],
      found: `${formatDuration(observationWindow)}, longer than the lockout's duration ${formatDuration(duration)}`,
      expected: 'at most the duration, as AD refuses more',
      remedy: 'Shorten it, or write `duration: 0s` for a lockout that only an administrator ends',
    });
  }
  return problems;
}
