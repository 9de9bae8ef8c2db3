import type { Filter } from '../../ldap/filter.ts';
import type { AttributeSchema } from '../schema/attribute-schema.ts';
import { normalized } from '../schema/comparison.ts';
import { isBackLink, isForwardLink, SCHEMA } from '../schema/schema.ts';
import { isIndexed } from '../store/name-index.ts';
import type { DirectoryObject } from '../store/object.ts';
import type { Replica } from '../store/replica.ts';
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
      return byEquality(filter.attribute, filter.value, replica, reading);
    default:
      return undefined;
  }
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
  if (key === 'objectguid') return one(replica.get(normalized(attribute, value) ?? ''));
  if (key === 'distinguishedname') return one(replica.byKey(normalized(attribute, value.toString()) ?? ''));
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

/** `memberOf` from the group's list, `member` from the other side. */
function byLink(
  attribute: AttributeSchema,
  value: Buffer,
  replica: Replica,
  { forest, domain, dc }: Reading,
): DirectoryObject[] | undefined {
  if (isForwardLink(attribute)) {
    const target = forest.byDn(value.toString(), domain, dc);
    if (target === undefined) return [];
    return [...replica.backLinks(attribute.key, target.object.id)].flatMap((id) => replica.get(id) ?? []);
  }
  const forward = isBackLink(attribute) ? SCHEMA.linkPartner(attribute) : undefined;
  if (forward === undefined) return undefined;
  const source = forest.byDn(value.toString(), domain, dc);
  return source?.object.values(forward.key).flatMap((id) => replica.get(String(id)) ?? []) ?? [];
}

function one(object: DirectoryObject | undefined): DirectoryObject[] {
  return object === undefined ? [] : [object];
}
