import { brokenClauses, checkRule, LEAST_RATIO } from './rule.ts';
import type { DirectoryPolicy, RuleText, Sides } from './sides.ts';

/** One setting to change; the cloud has seconds, Active Directory minutes. */
export type Change =
  | {
      readonly side: 'cloud';
      readonly setting: 'threshold' | 'duration';
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly side: 'activeDirectory';
      readonly policy: string;
      readonly setting: 'threshold' | 'duration' | 'observationWindow';
      readonly from: number;
      readonly to: number;
    };

export interface Proposal {
  readonly changes: readonly Change[];
  /** What comes of it. */
  readonly sides: Sides;
}

const MINUTE = 60_000;
/** Below, people who mistype are locked out: the least that the service itself has as a default (Azure Government). */
const LEAST_CLOUD_THRESHOLD = 3;
/** The longest lock that the cloud's form takes: five hours. From memory. */
const LONGEST_CLOUD_LOCK = 300 * MINUTE;

/**
 * The changes that make the rule hold: the fewest settings, and of as many the smallest step. A second one, where there
 * is another way, comes after it. None when the rule holds.
 */
export function proposals(sides: Sides, text: RuleText): Proposal[] {
  if (keepsRule(sides, text)) return [];
  const candidates = thresholdWays(sides).flatMap((way) => durationWays(way, text));
  return candidates
    .filter((candidate) => keepsRule(candidate, text))
    .map((candidate) => ({ sides: candidate, changes: changesBetween(sides, candidate) }))
    .toSorted((one, other) => one.changes.length - other.changes.length || step(one) - step(other))
    .slice(0, 2);
}

export function keepsRule({ cloud, policies }: Sides, text: RuleText): boolean {
  return policies.every((policy) => brokenClauses(checkRule(cloud, policy, text)).length === 0);
}

/** As it is, a lower threshold in the cloud, or higher ones in Active Directory. */
function thresholdWays(sides: Sides): Sides[] {
  const { cloud, policies } = sides;
  const lockers = policies.flatMap(({ lockout }) => (lockout.threshold > 0 ? [lockout.threshold] : []));
  const lower = Math.min(cloud.threshold, Math.floor(Math.min(...lockers) / LEAST_RATIO));
  const lowered = { ...sides, cloud: { ...cloud, threshold: Math.max(lower, LEAST_CLOUD_THRESHOLD) } };
  // Of steps as large the cloud's comes first: it is one place, and loosens nothing.
  return [sides, lowered, raised(sides), raised(lowered)];
}

function raised({ cloud, policies }: Sides): Sides {
  const least = LEAST_RATIO * cloud.threshold;
  return {
    cloud,
    policies: policies.map((policy) => {
      const { threshold } = policy.lockout;
      return threshold === 0 || threshold >= least ? policy : withLockout(policy, { threshold: least });
    }),
  };
}

/** As it is, a longer lock in the cloud, or shorter ones in Active Directory. */
function durationWays(sides: Sides, text: RuleText): Sides[] {
  const ended = {
    ...sides,
    policies: sides.policies.map((policy) => (text === 'current' ? withEnd(policy) : policy)),
  };
  return [sides, withLongerLock(ended, text), withShorterLocks(ended, text)];
}

/** A lock that only an administrator ends is longer than any: it is to end when the counter would be reset. */
function withEnd(policy: DirectoryPolicy): DirectoryPolicy {
  const { duration, observationWindow, threshold } = policy.lockout;
  return duration > 0 || threshold === 0 ? policy : withLockout(policy, { duration: observationWindow });
}

function withLongerLock(sides: Sides, text: RuleText): Sides {
  const { cloud, policies } = sides;
  const longest = Math.max(0, ...policies.map((policy) => comparedWith(policy, text)));
  if (cloud.durationMs > longest) return sides;
  const durationMs = Math.min((Math.floor(longest / MINUTE) + 1) * MINUTE, LONGEST_CLOUD_LOCK);
  return { policies, cloud: { ...cloud, durationMs } };
}

function withShorterLocks({ cloud, policies }: Sides, text: RuleText): Sides {
  const longest = Math.max(MINUTE, (Math.ceil(cloud.durationMs / MINUTE) - 1) * MINUTE);
  return {
    cloud,
    policies: policies.map((policy) => {
      if (comparedWith(policy, text) < cloud.durationMs) return policy;
      const observationWindow = Math.min(policy.lockout.observationWindow, longest);
      return withLockout(
        policy,
        text === 'older' ? { observationWindow } : { duration: longest, observationWindow },
      );
    }),
  };
}

/** What the cloud's lock is to outlast; nothing where nothing locks. */
function comparedWith({ lockout }: DirectoryPolicy, text: RuleText): number {
  if (lockout.threshold === 0) return 0;
  return text === 'older' ? lockout.observationWindow : lockout.duration;
}

function withLockout(policy: DirectoryPolicy, lockout: Partial<DirectoryPolicy['lockout']>): DirectoryPolicy {
  return { ...policy, lockout: { ...policy.lockout, ...lockout } };
}

function changesBetween(before: Sides, after: Sides): Change[] {
  const cloud = [
    { side: 'cloud', setting: 'threshold', from: before.cloud.threshold, to: after.cloud.threshold },
    { side: 'cloud', setting: 'duration', from: before.cloud.durationMs, to: after.cloud.durationMs },
  ] as const;
  const directory = before.policies.flatMap(({ name, lockout }, n) =>
    (['threshold', 'duration', 'observationWindow'] as const).map((setting) => ({
      ...({ side: 'activeDirectory', policy: name, setting } as const),
      from: lockout[setting],
      to: after.policies[n]?.lockout[setting] ?? lockout[setting],
    })),
  );
  return [...cloud, ...directory].filter(({ from, to }) => from !== to);
}

/** How far the settings move: doublings and halvings. */
function step({ changes }: Proposal): number {
  const doublings = changes.map(({ from, to }) => Math.abs(Math.log2(Math.max(to, 1) / Math.max(from, 1))));
  return doublings.reduce((sum, one) => sum + one, 0);
}
