import type { ExtensibleFilter, Filter } from '../../ldap/filter.ts';
import { Oid } from '../../ldap/oids.ts';
import { keyOf } from '../domain/names.ts';
import type { AttributeSchema } from '../schema/attribute-schema.ts';
import type { ClassSchema } from '../schema/class-schema.ts';
import { normalized } from '../schema/comparison.ts';
import { isBackLink, isForwardLink, SCHEMA } from '../schema/schema.ts';
import { isIndexed } from '../store/name-index.ts';
import type { DirectoryObject } from '../store/object.ts';
import { isPersonAttribute } from '../store/population-source.ts';
import type { Replica } from '../store/replica.ts';
import { CONSTRUCTED, KEPT } from './constructed.ts';
import { wantedKey } from './filter.ts';
import { chained } from './in-chain.ts';
import { byName } from './naming-contexts.ts';
import type { Reading } from './source.ts';

/** Classes that invented people have: by these nobody is found without a walk. */
const CLASSES_OF_PEOPLE: ReadonlySet<string> = new Set(['top', 'person', 'organizationalperson', 'user']);

/**
 * The objects among which all that pass a filter are, where an index tells; undefined when only a walk does. Whoever is
 * found still has to pass the filter.
 */
export function candidatesFor(
  filter: Filter,
  replica: Replica,
  reading: Reading,
): DirectoryObject[] | undefined {
  switch (filter.kind) {
    case 'and':
      return shortest(filter.filters.map((each) => candidatesFor(each, replica, reading)));
    case 'or':
      return union(filter.filters.map((each) => candidatesFor(each, replica, reading)));
    case 'equal':
    case 'approximate':
      return byEquality(filter.attribute, filter.value, replica, reading);
    case 'extensible':
      return byRule(filter, replica, reading);
    case 'atLeast':
      return changedSince(filter, replica) ?? withoutPeople(SCHEMA.attribute(filter.attribute), replica);
    case 'present':
    case 'atMost':
    case 'substring':
      return withoutPeople(SCHEMA.attribute(filter.attribute), replica);
    case 'not':
      return undefined;
  }
}

/** Of what was changed since invented people were made only what is kept needs to be looked at. */
function changedSince(
  { attribute, value }: { readonly attribute: string; readonly value: Buffer },
  replica: Replica,
): DirectoryObject[] | undefined {
  const usn = Number(value.toString());
  if (attribute.toLowerCase() !== 'usnchanged' || !Number.isSafeInteger(usn)) return undefined;
  return replica.isInventive && usn >= replica.usnAfterPeople
    ? [...replica.changedSince(usn - 1)]
    : undefined;
}

/** Who is at the other end of a chain of links is known from its end; other rules look at every value. */
function byRule(
  { rule, attribute: name, value }: ExtensibleFilter,
  replica: Replica,
  reading: Reading,
): DirectoryObject[] | undefined {
  const attribute = name === undefined ? undefined : SCHEMA.attribute(name);
  if (attribute === undefined || rule !== Oid.inChain) return withoutPeople(attribute, replica);
  return [...chained(attribute, value, reading)].flatMap((id) => replica.get(id) ?? []);
}

/** Of an attribute that invented people never have only what is kept needs to be looked at. */
function withoutPeople(
  attribute: AttributeSchema | undefined,
  replica: Replica,
): DirectoryObject[] | undefined {
  if (attribute === undefined || !replica.isInventive) return undefined;
  const { key } = attribute;
  const mayHave = isPersonAttribute(key) || key in KEPT || key in CONSTRUCTED || isBackLink(attribute);
  return mayHave ? undefined : [...replica.kept()];
}

function shortest(found: readonly (DirectoryObject[] | undefined)[]): DirectoryObject[] | undefined {
  const known = found.filter((each) => each !== undefined);
  return known.toSorted((one, other) => one.length - other.length)[0];
}

/** All must be known, and nobody comes twice. */
function union(found: readonly (DirectoryObject[] | undefined)[]): DirectoryObject[] | undefined {
  const all = new Map<string, DirectoryObject>();
  for (const part of found) {
    if (part === undefined) return undefined;
    for (const object of part) all.set(object.id, object);
  }
  return [...all.values()];
}

function byEquality(
  name: string,
  value: Buffer,
  replica: Replica,
  reading: Reading,
): DirectoryObject[] | undefined {
  const attribute = SCHEMA.attribute(name);
  if (attribute === undefined) return undefined;
  const { key } = attribute;
  if (key === 'objectcategory') return byCategory(wantedKey(attribute, value, reading), replica, reading);
  if (key === 'objectguid') return one(replica.get(normalized(attribute, value) ?? ''));
  if (key === 'distinguishedname') return one(replica.byKey(wantedKey(attribute, value, reading) ?? ' '));
  if (key === 'objectsid') return replica.find('objectsid', normalized(attribute, value) ?? '');
  if (key === 'objectclass') return byClass(value.toString(), replica);
  if (isIndexed(key)) return replica.find(key, value.toString());
  return byLink(attribute, value, replica, reading);
}

function byClass(name: string, replica: Replica): DirectoryObject[] | undefined {
  const known = SCHEMA.class(name)?.name;
  if (known === undefined || (replica.isInventive && CLASSES_OF_PEOPLE.has(known.toLowerCase())))
    return undefined;
  return replica.find('objectclass', known);
}

/** The classes of one category; people's own is everybody's. */
function byCategory(
  category: string | undefined,
  replica: Replica,
  { forest }: Reading,
): DirectoryObject[] | undefined {
  const name = (each: ClassSchema): string => keyOf(`CN=${each.category},${forest.schemaDn}`);
  const classes = SCHEMA.classes.filter((each) => name(each) === category);
  return union(classes.map((each) => byClass(each.name, replica)));
}

/** `memberOf` from the group's list, `member` from the other side. */
function byLink(
  attribute: AttributeSchema,
  value: Buffer,
  replica: Replica,
  reading: Reading,
): DirectoryObject[] | undefined {
  if (isForwardLink(attribute)) {
    const target = byName(value.toString(), reading);
    if (target === undefined) return [];
    return [...replica.backLinks(attribute.key, target.object.id)].flatMap((id) => replica.get(id) ?? []);
  }
  const forward = isBackLink(attribute) ? SCHEMA.linkPartner(attribute) : undefined;
  if (forward === undefined) return withoutPeople(attribute, replica);
  const source = byName(value.toString(), reading);
  return source?.object.values(forward.key).flatMap((id) => replica.get(String(id)) ?? []) ?? [];
}

function one(object: DirectoryObject | undefined): DirectoryObject[] {
  return object === undefined ? [] : [object];
}
