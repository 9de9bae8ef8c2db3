import type { Change } from '../../ldap/requests.ts';
import { accountOf } from '../domain/account.ts';
import { quotedPassword } from '../passwords/clear-password.ts';
import { PasswordRefusal } from '../passwords/refusals.ts';
import { changePassword, resetPassword, type PasswordOutcome } from '../passwords/set-password.ts';
import type { Sourced } from '../read/source.ts';
import type { Values } from '../store/object.ts';
import { refuse, refuseWith } from './refusals.ts';
import { manages, type Writing } from './target.ts';

const isPassword = ({ type }: { readonly type: string }): boolean => type.toLowerCase() === 'unicodepwd';

/**
 * What a modify does to the password: deleting the old one and adding the new one is a change, by whoever knows the old
 * one; replacing it is an administrator's reset ([MS-ADTS] 3.1.1.3.1.5). Undefined when it does nothing to it. Throws
 * LdapRefusalError.
 */
export function passwordWrite(
  changes: readonly Change[],
  target: Sourced,
  writing: Writing,
  withHistory: boolean,
): ReadonlyMap<string, Values> | undefined {
  const own = changes.filter(isPassword);
  if (own.length === 0) return undefined;
  if (!writing.secure) refuseWith(PasswordRefusal.insecure);
  const account = accountOf(target.object);
  if (account === undefined) refuse('notAllowedByClass');
  const [first, second, ...more] = own;
  if (first?.kind === 'replace' && second === undefined) {
    if (!manages(writing, target)) refuse('rights');
    return valuesOf(resetPassword(writing, account, clear(first.values), { withHistory }));
  }
  const [removed, added] = first?.kind === 'delete' ? [first, second] : [second, first];
  if (removed?.kind !== 'delete' || added?.kind !== 'add' || more.length > 0)
    refuseWith(PasswordRefusal.malformed);
  return valuesOf(
    changePassword(writing, account, { old: clear(removed.values), wanted: clear(added.values) }),
  );
}

/** The password that a new account is given. Throws LdapRefusalError. */
export function clear(values: readonly Buffer[]): string {
  const [value, ...more] = values;
  const password = value === undefined || more.length > 0 ? undefined : quotedPassword(value);
  return password ?? refuseWith(PasswordRefusal.malformed);
}

function valuesOf(outcome: PasswordOutcome): ReadonlyMap<string, Values> {
  return 'refused' in outcome ? refuseWith(outcome.refused) : outcome.values;
}
