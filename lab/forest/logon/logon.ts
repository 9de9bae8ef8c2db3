import { accountOf, type Account } from '../domain/account.ts';
import type { Domain } from '../domain/domain.ts';
import type { AccountPolicy } from '../domain/policy.ts';
import { isLockedOut } from '../domain/user-account-control.ts';
import { policyFor } from '../passwords/password-settings.ts';
import type { PasswordProof } from '../passwords/proof.ts';
import { placeInHistory } from '../passwords/stored-password.ts';
import { numberOf } from '../store/object.ts';
import type { Forest } from '../topology/forest.ts';
import { clearBadTries, countBadTry, lock } from './lockout.ts';
import { restrictionOf } from './restrictions.ts';
import type { SubCode } from './sub-code.ts';

/** A name and the proof of a password, tried at one domain controller of the account's own domain. */
export interface LogonAttempt {
  readonly forest: Forest;
  readonly domain: Domain;
  readonly dc: string;
  readonly account: Account;
  readonly proof: PasswordProof;
  /** The calling host. */
  readonly workstation: string;
}

/** What came of it. */
export interface LogonVerdict {
  /** Undefined when the logon is accepted. */
  readonly refused?: SubCode;
  /** This try locked the account. */
  readonly locked?: boolean;
  /** This logon cleared a lock that had lapsed. */
  readonly unlocked?: boolean;
  /** Accepted, though it is the password before the last change. */
  readonly previousPassword?: boolean;
  /** The PDC emulator was asked, as the domain controller's own copy said no. */
  readonly askedPdc?: boolean;
}

/** How a password stands to an account at one domain controller. */
type Match = 'current' | 'previous' | 'spared' | 'wrong';

interface Judged {
  readonly account: Account;
  readonly policy: AccountPolicy;
  readonly lockedOut: boolean;
  readonly match: Match;
}

/**
 * Judges name and password as a domain controller does: a lock shows whatever the password; a wrong password hides
 * everything else, but is asked of the PDC emulator first, which may have a newer one; the account's restrictions show
 * with the right password alone.
 */
export function logon(attempt: LogonAttempt): LogonVerdict {
  const { domain, dc } = attempt;
  const here = judge(attempt, dc);
  if (here === undefined) return { refused: '52e' };
  if (here.lockedOut) return { refused: '775' };
  if (here.match === 'current') return admit(attempt, here);
  const pdc = pdcBehind(domain, dc);
  const there = pdc === undefined ? undefined : judge(attempt, pdc);
  const asked = there === undefined ? {} : { askedPdc: true };
  const told = there ?? here;
  if (told.lockedOut) return { refused: '775', ...asked };
  if (told.match === 'current') return { ...admit(attempt, told), ...asked };
  if (told.match === 'previous') return { ...admit(attempt, told), previousPassword: true, ...asked };
  if (told.match === 'spared') return { refused: '52e', ...asked };
  return { refused: '52e', ...refuse(attempt, told, pdc), ...asked };
}

/** The account as one domain controller has it, and what the password is there. */
function judge({ forest, domain, account, proof }: LogonAttempt, dc: string): Judged | undefined {
  const known = accountOf(domain.at(dc).get(account.id));
  if (known === undefined) return undefined;
  const policy = policyFor({ forest, domain, dc }, known);
  const now = timeAt(domain, dc);
  return {
    account: known,
    policy,
    lockedOut: isLockedOut(known, policy, now),
    match: matchOf(known, proof, { forest, domain, dc, now, policy }),
  };
}

interface MatchPlace {
  readonly forest: Forest;
  readonly domain: Domain;
  readonly dc: string;
  readonly now: number;
  readonly policy: AccountPolicy;
}

/** Passwords that a change leaves behind: one is let in for a while, two are spared from counting. */
function matchOf(
  { object, pwdLastSet }: Account,
  proof: PasswordProof,
  { forest, domain, dc, now, policy }: MatchPlace,
): Match {
  const place = placeInHistory(object, proof);
  if (place === 0) return 'current';
  if (place === undefined || place > 2 || policy.password.historyLength < 2) return 'wrong';
  const fresh = pwdLastSet !== 0 && now < pwdLastSet + forest.settings.oldPasswordPeriod;
  if (place === 1 && fresh) return 'previous';
  return domain.controller(dc)?.sparesOldPasswords === true ? 'spared' : 'wrong';
}

/** The PDC emulator, when it is another one and can be asked. */
function pdcBehind(domain: Domain, dc: string): string | undefined {
  const { pdcEmulator } = domain;
  return dc !== pdcEmulator && domain.reaches(dc, pdcEmulator) ? pdcEmulator : undefined;
}

/** The right password: the account's restrictions, then the traces of a logon. */
function admit(attempt: LogonAttempt, { account, policy }: Judged): LogonVerdict {
  const { domain, dc, forest, workstation } = attempt;
  const now = timeAt(domain, dc);
  const shownFirst = forest.settings.restrictionShownFirst;
  const refused = restrictionOf(account, { policy, now, workstation, shownFirst });
  if (refused !== undefined) return { refused };
  const pdc = pdcBehind(domain, dc);
  const unlocked = clearBadTries(domain, pdc === undefined ? [dc] : [dc, pdc], account);
  const counters = domain.at(dc).logons.of(account.id);
  counters.lastLogon = now;
  counters.logonCount++;
  stampLogon(domain, dc, account, now);
  return { unlocked };
}

function refuse(
  { domain, dc }: LogonAttempt,
  { account, policy }: Judged,
  pdc: string | undefined,
): LogonVerdict {
  const now = domain.now();
  const reached = (pdc === undefined ? [dc] : [dc, pdc]).map((each) =>
    countBadTry(domain, each, account, policy.lockout, now),
  );
  if (!reached.includes(true)) return {};
  // The PDC emulator's word is taken here at once; everybody else hears of it by urgent replication.
  for (const each of pdc === undefined ? [dc] : [pdc, dc]) lock(domain, each, account, now);
  return { locked: true };
}

/** `msDS-LogonTimeSyncInterval` in days, of which Windows takes off up to five by chance. */
const LOGON_TIME_SYNC_DAYS = 14;
const DAY_MS = 86_400_000;

/** `lastLogonTimestamp` replicates, and so moves only when it is old ([MS-ADA1]); every running one learns it at once. */
function stampLogon(domain: Domain, dc: string, { id }: Account, now: number): void {
  const replica = domain.at(dc);
  const days = numberOf(replica.root, 'msds-logontimesyncinterval', LOGON_TIME_SYNC_DAYS);
  if (days === 0 || now - replica.logons.read(id).lastLogonTimestamp < days * DAY_MS) return;
  for (const { name } of domain.controllers) {
    if (domain.reaches(dc, name)) domain.at(name).logons.of(id).lastLogonTimestamp = now;
  }
}

function timeAt(domain: Domain, dc: string): number {
  return domain.now() + (domain.controller(dc)?.skewMs ?? 0);
}
