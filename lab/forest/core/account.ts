import type { DnKey } from '../../ldap/dn.ts';
import type { PasswordHash } from './passwords.ts';

/** What one domain controller knows of an account by itself; these attributes do not replicate. */
export interface LogonCounters {
  badPwdCount: number;
  /** Lab milliseconds; 0 when there was none. */
  badPasswordTime: number;
  lastLogon: number;
  logonCount: number;
}

/** A user account. Times are lab milliseconds since 1970, 0 for unset. */
export interface Account {
  readonly sam: string;
  readonly upn: string;
  readonly dn: string;
  readonly key: DnKey;
  readonly guid: string;
  readonly sid: string;
  readonly displayName?: string | undefined;
  readonly givenName?: string | undefined;
  readonly surname?: string | undefined;
  readonly created: number;
  readonly usnCreated: number;
  changed: number;
  usnChanged: number;
  enabled: boolean;
  password: PasswordHash | undefined;
  /** 0: the user must change the password at the next logon. */
  pwdLastSet: number;
  passwordNeverExpires: boolean;
  /** Undefined: never. */
  accountExpires: number | undefined;
  /** Set when the account was locked; stays after the lock has lapsed, until a right password or an administrator. */
  lockoutTime: number;
  readonly counters: Map<string, LogonCounters>;
}

/** The account's counters at one domain controller. */
export function countersAt(account: Account, dc: string): LogonCounters {
  const known = account.counters.get(dc);
  if (known !== undefined) return known;
  const fresh = { badPwdCount: 0, badPasswordTime: 0, lastLogon: 0, logonCount: 0 };
  account.counters.set(dc, fresh);
  return fresh;
}
