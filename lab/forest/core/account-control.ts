import { isLockedOut, type LockoutPolicy } from './lockout.ts';
import type { Account } from './account.ts';

/** Bits of `userAccountControl` ([MS-ADTS] 2.2.16). */
const ACCOUNT_DISABLED = 0x2;
const LOCKOUT = 0x10;
const NORMAL_ACCOUNT = 0x200;
const PASSWORD_NEVER_EXPIRES = 0x10000;
const PASSWORD_EXPIRED = 0x800000;

/** A domain's policies that decide on sign-ins. */
export interface DomainPolicy {
  readonly lockout: LockoutPolicy;
  /** Lab milliseconds; 0: passwords never expire. */
  readonly maxPasswordAge: number;
}

/** The stored flags. The lock and the expiry are computed, not stored. */
export function userAccountControl(account: Account): number {
  const disabled = account.enabled ? 0 : ACCOUNT_DISABLED;
  return NORMAL_ACCOUNT | disabled | (account.passwordNeverExpires ? PASSWORD_NEVER_EXPIRES : 0);
}

/** `msDS-User-Account-Control-Computed`. */
export function computedAccountControl(account: Account, policy: DomainPolicy, now: number): number {
  const locked = isLockedOut(account, policy.lockout, now) ? LOCKOUT : 0;
  return locked | (mustChange(account) || isPasswordExpired(account, policy, now) ? PASSWORD_EXPIRED : 0);
}

/** "User must change password at next logon"; a password that never expires overrides it. */
export function mustChange(account: Account): boolean {
  return account.pwdLastSet === 0 && !account.passwordNeverExpires;
}

export function isPasswordExpired(account: Account, policy: DomainPolicy, now: number): boolean {
  if (account.passwordNeverExpires || policy.maxPasswordAge === 0) return false;
  return account.pwdLastSet !== 0 && now >= account.pwdLastSet + policy.maxPasswordAge;
}

export function isExpired(account: Account, now: number): boolean {
  return account.accountExpires !== undefined && now >= account.accountExpires;
}
