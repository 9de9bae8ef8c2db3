import type { AccountPolicy } from './policy.ts';
import type { Account } from './account.ts';

/** Bits of `userAccountControl` ([MS-ADTS] 2.2.16). */
export const Uac = {
  accountDisabled: 0x2,
  lockout: 0x10,
  passwordNotRequired: 0x20,
  passwordCantChange: 0x40,
  normalAccount: 0x200,
  interdomainTrustAccount: 0x800,
  workstationTrustAccount: 0x1000,
  serverTrustAccount: 0x2000,
  dontExpirePassword: 0x10000,
  smartCardRequired: 0x40000,
  trustedForDelegation: 0x80000,
  passwordExpired: 0x800000,
  trustedToAuthenticate: 0x1000000,
  partialSecrets: 0x4000000,
} as const;

/** `msDS-User-Account-Control-Computed`: what is not stored but follows from times and policy ([MS-ADTS] 3.1.1.4.5.17). */
export function computedAccountControl(account: Account, policy: AccountPolicy, now: number): number {
  const locked = isLockedOut(account, policy, now) ? Uac.lockout : 0;
  const expired = mustChangePassword(account) || isPasswordExpired(account, policy, now);
  return locked | (expired ? Uac.passwordExpired : 0);
}

/** Whether the account is locked out now. A threshold set to 0 afterwards does not free it. */
export function isLockedOut({ lockoutTime }: Account, { lockout }: AccountPolicy, now: number): boolean {
  if (lockoutTime === 0) return false;
  return lockout.duration === 0 || now < lockoutTime + lockout.duration;
}

/** "User must change password at next logon"; a password that never expires overrides it. */
export function mustChangePassword(account: Account): boolean {
  return account.pwdLastSet === 0 && !agesNever(account);
}

export function isPasswordExpired(account: Account, { password }: AccountPolicy, now: number): boolean {
  if (agesNever(account) || password.maxAge === 0 || account.pwdLastSet === 0) return false;
  return now >= account.pwdLastSet + password.maxAge;
}

export function isAccountExpired({ accountExpires }: Account, now: number): boolean {
  return accountExpires !== undefined && now >= accountExpires;
}

/** Passwords of smart-card users, and of machines and trusts, do not expire either. */
export function agesNever({ userAccountControl }: Pick<Account, 'userAccountControl'>): boolean {
  const never =
    Uac.dontExpirePassword |
    Uac.smartCardRequired |
    Uac.interdomainTrustAccount |
    Uac.workstationTrustAccount |
    Uac.serverTrustAccount;
  return (userAccountControl & never) !== 0;
}
