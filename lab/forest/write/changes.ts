import type { Change } from '../../ldap/requests.ts';
import type { AttributeSchema } from '../schema/attribute-schema.ts';
import { SCHEMA } from '../schema/schema.ts';
import type { Values } from '../store/object.ts';
import { refuseAttribute } from './attribute-refusals.ts';
import { classesIn, valuesIn, type Drafting } from './drafting.ts';
import { refuse } from './refusals.ts';
import { equalityKey, storedValues } from './stored-values.ts';
import { mayWrite } from './target.ts';
import { keepAllowed, keepWritable, namedAttribute } from './writable.ts';

/** Attributes that say how an object is named: they change with its name alone. */
const NAMES = ['name', 'distinguishedname'];

/** Makes changes in their order, but for those to the password. Throws LdapRefusalError. */
export function makeChanges(changes: readonly Change[], drafting: Drafting): void {
  for (const change of changes) {
    const attribute = namedAttribute(change.type);
    if (attribute.key !== 'unicodepwd') makeChange(change, attribute, drafting);
  }
}

function makeChange(change: Change, attribute: AttributeSchema, drafting: Drafting): void {
  const { writing, before, draft, named } = drafting;
  if (before === undefined || !mayWrite(writing, before, attribute)) refuse('rights');
  if (attribute.key === before.rdn.type.toLowerCase() || NAMES.includes(attribute.key)) refuse('rdnChange');
  keepWritable(attribute);
  const given = storedValues(attribute, change.values, drafting);
  if (given.length > 0) keepAllowed(attribute, classesIn(drafting));
  const wanted = after(valuesIn(drafting, attribute.key), given, change, attribute, writing.permissive);
  if (attribute.singleValued && wanted.length > 1) refuseAttribute('single', attribute);
  if (attribute.key === 'objectclass') keepStructure(classesIn(drafting), wanted.map(String));
  draft.set(attribute.key, wanted);
  named.add(attribute.key);
}

/** The values that a change leaves (RFC 4511 section 4.6). */
function after(
  before: Values,
  given: Values,
  { kind }: Pick<Change, 'kind'>,
  attribute: AttributeSchema,
  permissive: boolean,
): Values {
  if (kind === 'replace') return given;
  const keys = new Set(given.map((value) => equalityKey(attribute, value)));
  const others = before.filter((value) => !keys.has(equalityKey(attribute, value)));
  const met = before.length - others.length;
  if (kind === 'add') {
    if (given.length === 0) refuse('noValues');
    if (met > 0 && !permissive) refusePresent(attribute);
    return met === 0 ? [...before, ...given] : merged(before, given, attribute);
  }
  if (given.length === 0 && before.length > 0) return [];
  if ((met < keys.size || given.length === 0) && !permissive) refuseAbsent(attribute);
  return others;
}

function merged(before: Values, given: Values, attribute: AttributeSchema): Values {
  const there = new Set(before.map((value) => equalityKey(attribute, value)));
  return [...before, ...given.filter((value) => !there.has(equalityKey(attribute, value)))];
}

function refusePresent(attribute: AttributeSchema): never {
  return attribute.key === 'member' ? refuse('memberAlready') : refuseAttribute('present', attribute);
}

function refuseAbsent(attribute: AttributeSchema): never {
  return attribute.key === 'member' ? refuse('notMember') : refuseAttribute('absent', attribute);
}

/** Auxiliary classes come and go; what an object is stays. */
function keepStructure(before: readonly string[], wanted: readonly string[]): void {
  if (wanted.some((name) => SCHEMA.class(name) === undefined)) refuse('unknownClass');
  const structural = (names: readonly string[]): string[] =>
    names.filter((name) => SCHEMA.class(name)?.kind !== 'auxiliary').toSorted();
  if (structural(before).join() !== structural(wanted).join()) refuse('classChange');
}
