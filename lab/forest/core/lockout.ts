import { countersAt, type Account } from './account.ts';

/** A domain's account lockout policy; times in lab milliseconds. */
export interface LockoutPolicy {
  /** Bad tries that lock; 0 never locks. */
  readonly threshold: number;
  /** How long a lock holds; 0 until an administrator unlocks. */
  readonly duration: number;
  /** Counts restart when the last bad try is longer ago than this. */
  readonly observationWindow: number;
}

/** Whether the account is locked out now. A threshold set to 0 afterwards does not free it. */
export function isLockedOut(account: Account, policy: LockoutPolicy, now: number): boolean {
  if (account.lockoutTime === 0) return false;
  return policy.duration === 0 || now < account.lockoutTime + policy.duration;
}

/**
 * Counts a bad try at every domain controller that learns of it, and answers whether it locks the account. Try N of
 * threshold N still counts as a bad password; the lock shows from the next try on.
 */
export function countBadTry(
  account: Account,
  dcs: readonly string[],
  policy: LockoutPolicy,
  now: number,
): boolean {
  let highest = 0;
  for (const dc of dcs) {
    const counters = countersAt(account, dc);
    const lapsed = now - counters.badPasswordTime > policy.observationWindow;
    counters.badPwdCount = (lapsed ? 0 : counters.badPwdCount) + 1;
    counters.badPasswordTime = now;
    highest = Math.max(highest, counters.badPwdCount);
  }
  if (policy.threshold === 0 || highest < policy.threshold) return false;
  account.lockoutTime = now;
  return true;
}

/** A right password at these domain controllers; answers whether a lapsed lock was cleared by it. */
export function countLogon(account: Account, dc: string, resetAt: readonly string[], now: number): boolean {
  for (const each of resetAt) countersAt(account, each).badPwdCount = 0;
  const counters = countersAt(account, dc);
  counters.lastLogon = now;
  counters.logonCount++;
  const cleared = account.lockoutTime !== 0;
  account.lockoutTime = 0;
  return cleared;
}

/** An administrator writes `lockoutTime` = 0; answers whether there was anything to unlock. */
export function unlock(account: Account): boolean {
  const was = account.lockoutTime !== 0;
  account.lockoutTime = 0;
  for (const counters of account.counters.values()) counters.badPwdCount = 0;
  return was;
}
