import { guidText } from '../../forest/core/identifiers.ts';
import { fromFiletime } from '../../forest/core/filetime.ts';
import type { AccountReport } from '../../forest/control.ts';
import { Uac } from '../../forest/domain/user-account-control.ts';
import type { LdapEntry } from '../../ldap/client.ts';

/** What is read of an account for a report. */
export const ACCOUNT_ATTRIBUTES = [
  'sAMAccountName',
  'userPrincipalName',
  'objectGUID',
  'userAccountControl',
  'msDS-User-Account-Control-Computed',
  'lockoutTime',
  'badPwdCount',
  'badPasswordTime',
  'lastLogon',
  'lastLogonTimestamp',
  'pwdLastSet',
  'accountExpires',
  'adminDescription',
];

const AGES_NEVER = Uac.dontExpirePassword | Uac.smartCardRequired;

/** What an administrator's console shows of an account. Times are the domain's own, in milliseconds since 1970. */
export function accountReport(entry: LdapEntry, dc: string): AccountReport {
  const number = (type: string): number => Number(entry.text(type) ?? 0);
  const time = (type: string): number | null => fromFiletime(entry.text(type) ?? '0') || null;
  const control = number('userAccountControl');
  const computed = number('msDS-User-Account-Control-Computed');
  const [badPwdCount, pwdLastSet] = [number('badPwdCount'), time('pwdLastSet')];
  const mustChangePassword = pwdLastSet === null && (control & AGES_NEVER) === 0;
  return {
    sam: entry.text('sAMAccountName') ?? '',
    upn: entry.text('userPrincipalName') ?? '',
    dn: entry.dn,
    objectGuid: guidText(entry.bytes('objectGUID') ?? Buffer.alloc(0)) ?? '',
    enabled: (control & Uac.accountDisabled) === 0,
    lockedOut: (computed & Uac.lockout) !== 0,
    lockoutTime: time('lockoutTime'),
    badPwdCount,
    badPwdCountByDc: { [dc]: badPwdCount },
    lastLogon: time('lastLogon'),
    pwdLastSet,
    mustChangePassword,
    passwordExpired: (computed & Uac.passwordExpired) !== 0 && !mustChangePassword,
    accountExpires: time('accountExpires'),
  };
}
