import { formatMinutes, formatSeconds } from './units.ts';
import type { DirectoryPolicy, RuleText, Sides } from './sides.ts';

export const CLAUSES = ['belowThreshold', 'twiceThreshold', 'longerThanLock', 'longerThanWindow'] as const;
export type Clause = (typeof CLAUSES)[number];

/** One clause of the documented rule, held against one policy. */
export interface Check {
  readonly clause: Clause;
  readonly holds: boolean;
  /** Whether the chosen text has this clause. */
  readonly decides: boolean;
  /** What was compared, with units. */
  readonly found: string;
}

/** What each clause asks for, in own words (Smart Lockout page: "How smart lockout works", hybrid environments). */
export const CLAUSE_TEXT: Readonly<Record<Clause, string>> = {
  belowThreshold: "the cloud's threshold is below Active Directory's",
  twiceThreshold: "Active Directory's threshold is at least two to three times the cloud's",
  longerThanLock: "the cloud's lock is longer than Active Directory's (current text)",
  longerThanWindow:
    "the cloud's lock is longer than Active Directory's counter is kept (text of 2018 to 2022)",
};

export const LEAST_RATIO = 2;
export const BEST_RATIO = 3;

/** The documented rule for pass-through authentication. A threshold of 0 never locks, and nothing can lock before it. */
export function checkRule(cloud: Sides['cloud'], { lockout }: DirectoryPolicy, text: RuleText): Check[] {
  const { threshold, duration, observationWindow } = lockout;
  const never = threshold === 0;
  const thresholds = `${cloud.threshold} tries against ${never ? '0, which never locks' : `${threshold} tries`}`;
  const times = never ? '' : ratioText(threshold / cloud.threshold);
  const lock = formatSeconds(cloud.durationMs);
  return [
    clause('belowThreshold', never || cloud.threshold < threshold, true, thresholds),
    clause('twiceThreshold', never || threshold >= LEAST_RATIO * cloud.threshold, true, thresholds + times),
    clause(
      'longerThanLock',
      never || (duration > 0 && cloud.durationMs > duration),
      text === 'current',
      `${lock} against ${duration === 0 ? 'until an administrator unlocks' : formatMinutes(duration)}`,
    ),
    clause(
      'longerThanWindow',
      never || cloud.durationMs > observationWindow,
      text === 'older',
      `${lock} against ${formatMinutes(observationWindow)}`,
    ),
  ];
}

/** The checks that decide and do not hold. */
export function brokenClauses(checks: readonly Check[]): Check[] {
  return checks.filter(({ holds, decides }) => decides && !holds);
}

/** The worked example of the current page, which breaks the page's own rule. */
export function isPageExample(cloud: Sides['cloud'], { lockout }: DirectoryPolicy): boolean {
  return cloud.threshold === 10 && lockout.threshold === 5;
}

function clause(name: Clause, holds: boolean, decides: boolean, found: string): Check {
  return { clause: name, holds, decides, found };
}

function ratioText(ratio: number): string {
  const rounded = Math.round(ratio * 10) / 10;
  return `, ×${rounded}${ratio >= LEAST_RATIO && ratio < BEST_RATIO ? ', three would be better' : ''}`;
}
