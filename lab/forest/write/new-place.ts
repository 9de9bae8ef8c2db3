import { splitName } from '../../ldap/dn.ts';
import { LdapRefusalError } from '../../ldap/errors.ts';
import { badName } from '../read/refusals.ts';
import type { ClassSchema } from '../schema/class-schema.ts';
import { SCHEMA } from '../schema/schema.ts';
import type { ObjectId, Place, Rdn } from '../store/object.ts';
import type { Replica } from '../store/replica.ts';
import { refuseAttribute } from './attribute-refusals.ts';
import { refuse } from './refusals.ts';
import { targetOf, type Target } from './target.ts';
import type { Writing } from './writing.ts';

/** Where a new object is to stand, and under what name. */
export interface NewPlace {
  readonly parent: Target;
  readonly rdn: Rdn;
}

/** Parts the name of a new object, and finds what it is to stand below. Throws LdapRefusalError. */
export function newPlaceOf(dn: string, writing: Writing): NewPlace {
  const split = splitName(dn);
  if (split === undefined || split.parent === '') throw new LdapRefusalError(badName(dn));
  return { parent: targetOf(split.parent, writing), rdn: rdnOf(split) };
}

/** `CN=Ada` by itself. Throws LdapRefusalError. */
export function newRdnOf(text: string): Rdn {
  const split = splitName(text);
  if (split === undefined || split.parent !== '') throw new LdapRefusalError(badName(text));
  return rdnOf(split);
}

function rdnOf({ type, value }: Rdn): Rdn {
  return { type: (SCHEMA.attribute(type)?.name ?? type).toUpperCase(), value };
}

/** A name of the type that the class is named by, no longer than that attribute may be. */
export function keepRdn({ type, value }: Rdn, { rdn }: ClassSchema): void {
  const attribute = SCHEMA.attribute(type);
  if (attribute === undefined || attribute.key !== rdn) refuse('badRdn');
  if (value.length > (attribute.rangeUpper ?? Infinity)) refuseAttribute('length', attribute);
}

/** A parent that may hold such objects ("possible superiors"). */
export function keepSuperior(type: ClassSchema, { object }: Target): void {
  if (!SCHEMA.mayHold(object.values('objectclass').map(String), type)) refuse('badSuperior');
}

/** A name that nobody else has there. */
export function keepFree({ parent, rdn }: Place, replica: Replica, self?: ObjectId): void {
  const there = replica.child(parent, `${rdn.type}=${rdn.value}`.toLowerCase());
  if (there !== undefined && there.id !== self) refuse('nameTaken');
}
