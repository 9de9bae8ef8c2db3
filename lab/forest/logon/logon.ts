import { accountOf, type Account } from '../domain/account.ts';
import type { Domain } from '../domain/domain.ts';
import type { AccountPolicy } from '../domain/policy.ts';
import { isLockedOut } from '../domain/user-account-control.ts';
import { policyFor } from '../passwords/password-settings.ts';
import type { PasswordProof } from '../passwords/proof.ts';
import { placeInHistory } from '../passwords/stored-password.ts';
import { numberOf } from '../store/object.ts';
import type { Forest } from '../topology/forest.ts';
import type { ForestSettings } from '../topology/settings.ts';
import { clearBadTries, countBadTry, lock } from './lockout.ts';
import { restrictionOf } from './restrictions.ts';
import type { SubCode } from './sub-code.ts';

/** A name and the proof of a password, tried at one domain controller of the account's own domain. */
export interface LogonAttempt {
  readonly forest: Forest;
  readonly domain: Domain;
  readonly dc: string;
  /** As that domain controller has it now. */
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

/** What one domain controller would answer by itself. */
interface Opinion extends Judged {
  readonly refused: SubCode | undefined;
}

/** Refusals that may only be news that has not come yet: the PDC emulator hears of passwords, locks and unlocks first. */
const DOUBTFUL: Readonly<Record<ForestSettings['pdcJudges'], readonly (SubCode | undefined)[]>> = {
  wrongPasswords: ['52e'],
  passwordFailures: ['52e', '775', '773', '532'],
};

/**
 * Judges name and password as a domain controller does: a lock shows whatever the password; a wrong password hides
 * everything else; the account's restrictions show with the right password alone. What the PDC emulator may know better
 * is asked of it, and its word is taken.
 */
export function logon(attempt: LogonAttempt): LogonVerdict {
  const { forest, domain, dc } = attempt;
  const here = opinionOf(attempt, dc);
  if (here === undefined) return { refused: '52e' };
  const isDoubtful = DOUBTFUL[forest.settings.pdcJudges].includes(here.refused);
  const pdc = isDoubtful ? pdcBehind(domain, dc) : undefined;
  const there = pdc === undefined ? undefined : opinionOf(attempt, pdc);
  const told = there ?? here;
  const asked = there === undefined ? {} : { askedPdc: true };
  if (told.refused === undefined) {
    const previous = told.match === 'previous' ? { previousPassword: true } : {};
    return { ...admit(attempt, told), ...previous, ...asked };
  }
  if (told.match !== 'wrong' || told.lockedOut) return { refused: told.refused, ...asked };
  return { refused: '52e', ...count(attempt, told, pdc), ...asked };
}

function opinionOf(attempt: LogonAttempt, dc: string): Opinion | undefined {
  const judged = judge(attempt, dc);
  return judged && { ...judged, refused: refusalBy(judged, attempt, dc) };
}

function refusalBy({ account, policy, lockedOut, match }: Judged, attempt: LogonAttempt, dc: string) {
  if (lockedOut) return '775';
  if (match === 'wrong' || match === 'spared') return '52e';
  const { forest, domain, workstation } = attempt;
  const shownFirst = forest.settings.restrictionShownFirst;
  return restrictionOf(account, { policy, now: domain.timeAt(dc), workstation, shownFirst });
}

/** The account as one domain controller has it, and what the password is there. */
function judge({ forest, domain, dc: asked, account, proof }: LogonAttempt, dc: string): Judged | undefined {
  const known = dc === asked ? account : accountOf(domain.at(dc).get(account.id));
  if (known === undefined) return undefined;
  const policy = policyFor({ forest, domain, dc }, known);
  const now = domain.timeAt(dc);
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

/** The traces of a logon. */
function admit({ domain, dc }: LogonAttempt, { account }: Judged): LogonVerdict {
  const now = domain.timeAt(dc);
  const pdc = pdcBehind(domain, dc);
  const unlocked = clearBadTries(domain, pdc === undefined ? [dc] : [dc, pdc], account);
  const counters = domain.at(dc).logons.of(account.id);
  counters.lastLogon = now;
  counters.logonCount++;
  stampLogon(domain, dc, account, now);
  return { unlocked };
}

/** A wrong password is counted where it was tried, and at the PDC emulator where that was asked. */
function count(
  { domain, dc }: LogonAttempt,
  { account, policy }: Judged,
  pdc: string | undefined,
): LogonVerdict {
  const reached = (pdc === undefined ? [dc] : [dc, pdc]).map((each) =>
    countBadTry(domain, each, account, policy.lockout),
  );
  if (!reached.includes(true)) return {};
  // The PDC emulator's word is taken here at once; everybody else hears of it by urgent replication.
  for (const each of pdc === undefined ? [dc] : [pdc, dc]) lock(domain, each, account);
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
