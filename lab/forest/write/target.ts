import { LdapRefusalError } from '../../ldap/errors.ts';
import { isPersonal } from '../access/personal.ts';
import { isProtected } from '../access/protected.ts';
import { isAccountOperator, isAdministrator, OPERATED } from '../access/rights.ts';
import type { Domain } from '../domain/domain.ts';
import { locate } from '../read/locate.ts';
import { noSuchObject } from '../read/refusals.ts';
import { readingOf, type Sourced } from '../read/source.ts';
import type { AttributeSchema } from '../schema/attribute-schema.ts';
import { isDeleted, type DirectoryObject } from '../store/object.ts';
import { plainName } from './plain-name.ts';
import { refuse } from './refusals.ts';
import type { Writing } from './writing.ts';

/** An object of the domain that was asked. */
export interface Target extends Sourced {
  readonly domain: Domain;
}

/** The object that a write is about, by its name, `<GUID=…>` or `<SID=…>`. Throws LdapRefusalError. */
export function targetOf(dn: string, writing: Writing): Target {
  const { object, replica, domain } = locate(plainName(dn), readingOf(writing));
  if (domain === undefined) refuse('readOnlyContext');
  if (!writing.showDeleted && isDeleted(object)) throw new LdapRefusalError(noSuchObject(domain.base));
  return { object, replica, domain };
}

/** Whether the caller may rename and delete an object, and write all of it. */
export function manages(writing: Writing, object: DirectoryObject): boolean {
  if (writing.unbound || isAdministrator(writing)) return true;
  if (!isAccountOperator(writing)) return false;
  const classes = object.values('objectclass').map(String);
  return classes.some((name) => OPERATED.includes(name)) && !isProtected(writing, object);
}

/** Whether the caller may make an object of a class. */
export function mayMake(writing: Writing, className: string): boolean {
  if (writing.unbound || isAdministrator(writing)) return true;
  return isAccountOperator(writing) && OPERATED.includes(className);
}

/** Whether the caller may write one attribute: managers all, everybody some of his own. */
export function mayWrite(writing: Writing, object: DirectoryObject, { key }: AttributeSchema): boolean {
  return (object.id === writing.caller.id && isPersonal(key)) || manages(writing, object);
}
