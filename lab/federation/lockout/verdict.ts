import type { LockoutConfig } from '../config/lockout.ts';
import type { AccountActivity, Location, LocationCounter } from './activity.ts';

export type LockState = 'open' | 'locked' | 'oneTry';

type Policy = Pick<LockoutConfig, 'threshold' | 'familiarThreshold' | 'observationWindow' | 'lockedWhen'>;

/** Whether a location's count locks it. The documentation has both "exceeds" and "reaches": a setting. */
export function isLocked(counter: LocationCounter, location: Location, policy: Policy): boolean {
  const limit = thresholdOf(location, policy);
  return policy.lockedWhen === 'reached' ? counter.badPasswords >= limit : counter.badPasswords > limit;
}

/** What a request from that location may do now. */
export function lockStateOf(
  activity: AccountActivity,
  location: Location,
  policy: Policy,
  now: number,
): LockState {
  const counter = activity[location];
  if (!isLocked(counter, location, policy)) return 'open';
  return now < (counter.heldUntil ?? 0) ? 'locked' : 'oneTry';
}

/** AD FS 2019 has a threshold of its own for familiar locations. */
export function thresholdOf(
  location: Location,
  { threshold, familiarThreshold = threshold }: Policy,
): number {
  return location === 'familiar' ? familiarThreshold : threshold;
}

/** What a domain controller says of an account's bad passwords. */
export interface DirectoryCounter {
  readonly badPwdCount: number;
  /** Lab milliseconds since the Unix epoch. */
  readonly badPasswordTime: number | undefined;
}

/**
 * Extranet lockout of 2012 R2: while AD counts at least the threshold and the last bad password lies within the
 * observation window, no password goes to AD.
 */
export function isLockedByDirectory(
  { badPwdCount, badPasswordTime }: DirectoryCounter,
  { threshold, observationWindow }: Policy,
  now: number,
): boolean {
  return (
    badPwdCount >= threshold && badPasswordTime !== undefined && now < badPasswordTime + observationWindow
  );
}
