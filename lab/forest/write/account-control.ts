import { uuidFrom } from '../../chance/chance.ts';
import { isAdministrator } from '../access/rights.ts';
import { accountOf } from '../domain/account.ts';
import { Uac } from '../domain/user-account-control.ts';
import { Rid } from '../domain/well-known.ts';
import { policyFor } from '../passwords/password-settings.ts';
import { PasswordRefusal } from '../passwords/refusals.ts';
import { classesIn, numberIn, valuesIn, type Drafting } from './drafting.ts';
import { refuse, refuseWith } from './refusals.ts';

/** Bits that are computed or stand for access rights, and are never kept ([MS-SAMR] 3.1.1.8.10). */
const NOT_KEPT = Uac.lockout | Uac.passwordExpired | Uac.passwordCantChange;
const MACHINE = Uac.workstationTrustAccount | Uac.serverTrustAccount;
/** Bits that make an account one that others are trusted by. */
const TRUSTED =
  Uac.serverTrustAccount | Uac.trustedForDelegation | Uac.trustedToAuthenticate | Uac.partialSecrets;
const KINDS = Uac.normalAccount | MACHINE | Uac.interdomainTrustAccount;
/** Every bit that [MS-ADTS] 2.2.16 gives a meaning. */
const KNOWN = 0x07ff_3bfb;

/** `userAccountControl`: one kind of account, no bit that is not there, and no account enabled without a password. */
export function keepAccountControl(drafting: Drafting): void {
  const { draft, named } = drafting;
  const given = numberIn(drafting, 'useraccountcontrol');
  if ((given & ~KNOWN) !== 0) refuse('parameter');
  const control = withKind(given & ~NOT_KEPT, drafting);
  if ((control & ~numberBefore(drafting) & TRUSTED) !== 0 && !mayTrust(drafting)) refuse('rights');
  if (becomesSmartCard(control, drafting)) forgetPassword(drafting);
  if (isEnabled(control) && needsPassword(control, drafting)) refuseWith(PasswordRefusal.restricted);
  draft.set('useraccountcontrol', [String(control)]);
  draft.set('samaccounttype', [(control & MACHINE) === 0 ? '805306368' : '805306369']);
  const changesKind = (numberBefore(drafting) & KINDS) !== (control & KINDS);
  if (changesKind && !named.has('primarygroupid'))
    draft.set('primarygroupid', [String(usualPrimaryGroup(control))]);
}

/** They need rights over the domain, which account operators lack ([MS-SAMR] 3.1.1.8.10). */
function mayTrust({ writing }: Drafting): boolean {
  return writing.unbound || isAdministrator(writing);
}

function withKind(control: number, drafting: Drafting): number {
  const isComputer = classesIn(drafting).includes('computer');
  const usual = isComputer ? Uac.workstationTrustAccount : Uac.normalAccount;
  const kind = control & KINDS;
  if (kind === 0) return control | usual;
  const isOne = (kind & (kind - 1)) === 0;
  if (!isOne || kind === Uac.interdomainTrustAccount) refuse('parameter');
  if ((kind & MACHINE) !== 0 && !isComputer) refuse('parameter');
  return control;
}

function becomesSmartCard(control: number, drafting: Drafting): boolean {
  return (control & ~numberBefore(drafting) & Uac.smartCardRequired) !== 0;
}

/** From then on the password is one that nobody knows; recorded so. */
function forgetPassword({ draft, id, writing }: Drafting): void {
  const unknown = uuidFrom(id, 'smart card', writing.domain.now()).replaceAll('-', '');
  draft.set('unicodepwd', [Buffer.from(unknown, 'hex')]);
  draft.set('ntpwdhistory', []);
}

function isEnabled(control: number): boolean {
  return (control & Uac.accountDisabled) === 0;
}

/** A policy that asks for none, the account's own word, and machines, which change theirs by themselves, need none. */
function needsPassword(control: number, drafting: Drafting): boolean {
  if ((control & (Uac.passwordNotRequired | MACHINE)) !== 0) return false;
  if (valuesIn(drafting, 'unicodepwd').length > 0) return false;
  const { writing, before } = drafting;
  const account = accountOf(before);
  const policy = account === undefined ? writing.domain.policyAt(writing.dc) : policyFor(writing, account);
  return policy.password.minLength > 0;
}

function numberBefore({ before }: Drafting): number {
  return Number(before?.values('useraccountcontrol')[0] ?? 0);
}

/** RID of the primary group that an account of that kind has from the start. */
export function usualPrimaryGroup(control: number): number {
  if ((control & Uac.serverTrustAccount) !== 0) return Rid.domainControllers;
  return (control & MACHINE) === 0 ? Rid.domainUsers : Rid.domainComputers;
}
