import { isLockedOut, isPasswordExpired, mustChangePassword, Uac } from '../domain/user-account-control.ts';
import { policyFor } from '../passwords/password-settings.ts';
import type { AccountReport } from '../control.ts';
import type { Found } from './place.ts';

/** What an administrator's console shows of an account, with what each domain controller counts by itself. */
export function reportOf(found: Found): AccountReport {
  const { domain, dc, account } = found;
  const policy = policyFor(found, account);
  const now = domain.timeAt(dc);
  const counters = domain.controllers.map(
    ({ name }) => [name, domain.at(name).logons.read(account.id)] as const,
  );
  const lastLogon = Math.max(...counters.map(([, each]) => each.lastLogon));
  return {
    sam: account.sam,
    upn: account.upn ?? '',
    dn: domain.at(dc).dnOf(account.object),
    objectGuid: account.id,
    enabled: (account.userAccountControl & Uac.accountDisabled) === 0,
    lockedOut: isLockedOut(account, policy, now),
    lockoutTime: account.lockoutTime || null,
    badPwdCount: domain.at(domain.pdcEmulator).logons.read(account.id).badPwdCount,
    badPwdCountByDc: Object.fromEntries(counters.map(([name, each]) => [name, each.badPwdCount])),
    lastLogon: lastLogon || null,
    pwdLastSet: account.pwdLastSet || null,
    mustChangePassword: mustChangePassword(account),
    passwordExpired: isPasswordExpired(account, policy, now),
    accountExpires: account.accountExpires ?? null,
  };
}
