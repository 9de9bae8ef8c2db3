import { filetime } from '../core/filetime.ts';
import type { Account } from '../domain/account.ts';
import type { Domain } from '../domain/domain.ts';
import type { LockoutPolicy } from '../domain/policy.ts';

/**
 * Counts a bad try at a domain controller, and answers whether its count has reached the threshold. Try N of threshold N
 * still counts as a bad password; the lock shows from the next try on. The window slides from the last bad try.
 */
export function countBadTry(domain: Domain, dc: string, account: Account, policy: LockoutPolicy): boolean {
  const now = domain.timeAt(dc);
  const counters = domain.at(dc).logons.of(account.id);
  const lapsed = now - counters.badPasswordTime > policy.observationWindow;
  counters.badPwdCount = (lapsed ? 0 : counters.badPwdCount) + 1;
  counters.badPasswordTime = now;
  return policy.threshold > 0 && counters.badPwdCount >= policy.threshold;
}

/** Locks the account: `lockoutTime` is written at one domain controller, and urgent to the others. */
export function lock(domain: Domain, dc: string, account: Account): void {
  const now = filetime(domain.timeAt(dc));
  domain.write(dc, { id: account.id, values: new Map([['lockouttime', [now]]]) });
}

/** A right password: the counts of whoever heard of it begin anew, and what is left of a lock goes. */
export function clearBadTries(domain: Domain, dcs: readonly string[], account: Account): boolean {
  for (const dc of dcs) {
    const { logons } = domain.at(dc);
    if (logons.read(account.id).badPwdCount > 0) logons.of(account.id).badPwdCount = 0;
  }
  if (account.lockoutTime === 0) return false;
  for (const dc of dcs) domain.write(dc, { id: account.id, values: new Map([['lockouttime', ['0']]]) });
  return true;
}

/** An administrator writes `lockoutTime` = 0: the lock goes, and the count where it was written. */
export function unlock(domain: Domain, dc: string, account: Account): boolean {
  const was = account.lockoutTime !== 0;
  domain.write(dc, { id: account.id, values: new Map([['lockouttime', ['0']]]) });
  for (const each of new Set([dc, domain.pdcEmulator])) {
    if (!domain.reaches(dc, each)) continue;
    const { logons } = domain.at(each);
    if (logons.read(account.id).badPwdCount > 0) logons.of(account.id).badPwdCount = 0;
  }
  return was;
}
