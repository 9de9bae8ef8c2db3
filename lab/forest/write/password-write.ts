import type { AttributeValues } from '../../ldap/message.ts';
import type { Change } from '../../ldap/requests.ts';
import { accountOf, type Account } from '../domain/account.ts';
import { Uac } from '../domain/user-account-control.ts';
import { quotedPassword } from '../passwords/clear-password.ts';
import { weaknessOf } from '../passwords/quality.ts';
import { PasswordRefusal } from '../passwords/refusals.ts';
import { changePassword, resetPassword, type PasswordOutcome } from '../passwords/set-password.ts';
import { passwordValues } from '../passwords/stored-password.ts';
import type { Values } from '../store/object.ts';
import { numberIn, textIn, type Drafting } from './drafting.ts';
import { recordLock } from './lock-event.ts';
import { refuse, refuseWith } from './refusals.ts';
import { mayReset } from '../access/rights.ts';
import { manages } from './target.ts';

const isPassword = ({ type }: { readonly type: string }): boolean => type.toLowerCase() === 'unicodepwd';

/**
 * What a modify does to the password: deleting the old one and adding the new one is a change, by whoever knows the old
 * one; replacing it is an administrator's reset ([MS-ADTS] 3.1.1.3.1.5). Throws LdapRefusalError.
 */
export function writePassword(changes: readonly Change[], drafting: Drafting): void {
  const own = changes.filter(isPassword);
  if (own.length === 0) return;
  if (!drafting.writing.secure) refuseWith(PasswordRefusal.insecure);
  const account = accountOf(drafting.before);
  if (account === undefined) refuse('notAllowedByClass');
  const outcome = isReset(own) ? reset(own, account, drafting) : change(own, account, drafting);
  if ('refused' in outcome) refuseWith(outcome.refused);
  take(outcome.values, drafting);
}

function isReset([first, ...more]: readonly Change[]): boolean {
  return first?.kind === 'replace' && more.length === 0;
}

function reset([wanted]: readonly Change[], account: Account, drafting: Drafting): PasswordOutcome {
  const { writing } = drafting;
  if (!manages(writing, account.object) && !mayReset(writing)) refuse('objectRights');
  const password = clear(wanted?.values ?? []);
  return resetPassword(writing, account, password, { withHistory: writing.policyHints });
}

function change(changes: readonly Change[], account: Account, { writing }: Drafting): PasswordOutcome {
  const removed = changes.find(({ kind }) => kind === 'delete');
  const added = changes.find(({ kind }) => kind === 'add');
  if (changes.length !== 2 || removed === undefined || added === undefined) {
    refuseWith(PasswordRefusal.malformed);
  }
  const passwords = { old: clear(removed.values), wanted: clear(added.values) };
  const outcome = changePassword(writing, account, passwords);
  if ('refused' in outcome) recordLock(writing, account);
  return outcome;
}

/** The password that a new account is given; the domain's policy holds, as no other can be linked to it yet. */
export function firstPassword(attributes: readonly AttributeValues[], drafting: Drafting): void {
  const given = attributes.filter(isPassword);
  if (given.length === 0) return;
  const { writing } = drafting;
  if (!writing.secure) refuseWith(PasswordRefusal.insecure);
  const password = clear(given.flatMap(({ values }) => values));
  const { password: policy } = writing.domain.policyAt(writing.dc);
  const owner = {
    sam: textIn(drafting, 'samaccountname') ?? '',
    displayName: textIn(drafting, 'displayname'),
  };
  const mayBeEmpty = (numberIn(drafting, 'useraccountcontrol') & Uac.passwordNotRequired) !== 0;
  const isFree = password === '' && mayBeEmpty;
  if (!isFree && weaknessOf(password, policy, owner) !== undefined) refuseWith(PasswordRefusal.restricted);
  const { historyLength } = policy;
  const pwdLastSet = writing.domain.timeAt(writing.dc);
  take(passwordValues(undefined, { password, pwdLastSet, historyLength }), drafting);
}

/** "Must change at next logon" may come with the password, and is heard. */
function take(values: ReadonlyMap<string, Values>, { draft, named }: Drafting): void {
  for (const [key, each] of values) {
    if (key !== 'pwdlastset' || !named.has(key)) draft.set(key, each);
  }
}

function clear(values: readonly Buffer[]): string {
  const [value, ...more] = values;
  const password = value === undefined || more.length > 0 ? undefined : quotedPassword(value);
  return password ?? refuseWith(PasswordRefusal.malformed);
}
