import type { Account } from '../domain/account.ts';
import type { AccountPolicy } from '../domain/policy.ts';
import {
  isAccountExpired,
  isPasswordExpired,
  mustChangePassword,
  Uac,
} from '../domain/user-account-control.ts';
import { bytesOf, textOf, type DirectoryObject } from '../store/object.ts';
import type { ForestSettings } from '../topology/settings.ts';
import type { SubCode } from './sub-code.ts';

/** What an account's restrictions are judged by, once the password is known to be right. */
export interface Circumstances {
  readonly policy: AccountPolicy;
  /** Lab milliseconds, by the clock of the domain controller. */
  readonly now: number;
  /** NetBIOS or DNS name of the host that the logon comes from. */
  readonly workstation: string;
  readonly shownFirst: ForestSettings['restrictionShownFirst'];
}

type Check = readonly [SubCode, (account: Account, circumstances: Circumstances) => boolean];

const HOURS: Check = [
  '530',
  ({ object }, { now }) => !isWithinLogonHours(bytesOf(object, 'logonhours'), now),
];
const WORKSTATION: Check = ['531', ({ object }, { workstation }) => !mayUse(object, workstation)];

/** In the order in which a domain controller looks, as recorded. */
const CHECKS: readonly Check[] = [
  ['533', ({ userAccountControl }) => (userAccountControl & Uac.accountDisabled) !== 0],
  ['701', (account, { now }) => isAccountExpired(account, now)],
  ['52f', ({ userAccountControl }) => (userAccountControl & Uac.smartCardRequired) !== 0],
  ['773', (account) => mustChangePassword(account)],
  ['532', (account, { policy, now }) => isPasswordExpired(account, policy, now)],
];

/** Why an account may not log on although its password is right; undefined when it may. */
export function restrictionOf(account: Account, circumstances: Circumstances): SubCode | undefined {
  const last = circumstances.shownFirst === 'logonHours' ? [HOURS, WORKSTATION] : [WORKSTATION, HOURS];
  return [...CHECKS, ...last].find(([, applies]) => applies(account, circumstances))?.[0];
}

const HOUR_MS = 3_600_000;
const HOURS_OF_WEEK = 168;
/** 1970 began on a Thursday; the bits begin on Sunday, midnight UTC. */
const THURSDAY = 4 * 24;

/** `logonHours`: one bit for each hour of the week, the first in the lowest bit ([MS-SAMR] 2.2.7.5). */
export function isWithinLogonHours(hours: Buffer | undefined, now: number): boolean {
  if (hours === undefined || hours.length * 8 < HOURS_OF_WEEK) return true;
  const hour = (Math.floor(now / HOUR_MS) + THURSDAY) % HOURS_OF_WEEK;
  return (((hours[hour >> 3] ?? 0) >> (hour & 7)) & 1) === 1;
}

/** `userWorkstations`: NetBIOS names with commas between them; none means all. */
function mayUse(object: DirectoryObject, workstation: string): boolean {
  const listed = textOf(object, 'userworkstations') ?? '';
  if (listed.trim() === '') return true;
  const own = workstation.toLowerCase().split('.')[0];
  return listed.split(',').some((name) => name.trim().toLowerCase().split('.')[0] === own);
}
