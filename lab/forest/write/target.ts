import { LdapRefusalError } from '../../ldap/errors.ts';
import { isAccountOperator, isAdministrator } from '../access/rights.ts';
import { isPersonal } from '../access/personal.ts';
import { locate } from '../read/locate.ts';
import { readingOf, type Sourced } from '../read/source.ts';
import type { AttributeSchema } from '../schema/attribute-schema.ts';
import { textOf } from '../store/object.ts';
import type { Caller, DirectoryContext } from '../topology/context.ts';
import { refuse, WriteRefusal } from './refusals.ts';

/** A context whose caller is known. */
export type Writing = DirectoryContext & { readonly caller: Caller };

/** Nobody writes before a bind, or on the global catalog's ports. Throws LdapRefusalError. */
export function writingOf(context: DirectoryContext): Writing {
  const { caller } = context;
  if (caller === undefined) throw new LdapRefusalError(WriteRefusal.bindFirst);
  if (context.globalCatalog) refuse('globalCatalog');
  return { ...context, caller };
}

/** The object that a write is about. Throws LdapRefusalError. */
export function targetOf(dn: string, writing: Writing): Sourced {
  const target = locate(dn, readingOf(writing));
  if (target.domain === undefined) refuse('rights');
  return target;
}

/** Whether the caller may make, rename and delete such an object, and write all of it. */
export function manages(writing: Writing, { object }: Pick<Sourced, 'object'>): boolean {
  if (isAdministrator(writing)) return true;
  const classes = object.values('objectclass').map(String);
  const ordinary = classes.includes('user') || classes.includes('group');
  return isAccountOperator(writing) && ordinary && textOf(object, 'iscriticalsystemobject') !== 'TRUE';
}

/** Whether the caller may write one attribute: managers all, everybody some of his own. */
export function mayWrite(writing: Writing, target: Sourced, { key }: AttributeSchema): boolean {
  return manages(writing, target) || (target.object.id === writing.caller.id && isPersonal(key));
}
