import { objectGuid, sidBytes } from '../core/identifiers.ts';
import { MaterialObject } from '../store/material-object.ts';
import type { ObjectId, Rdn, Values } from '../store/object.ts';

/** An object that stands from the start. */
export interface Seedling {
  readonly rdn: Rdn;
  /** Undefined for the root of the naming context. */
  readonly parent?: Seedling;
  /** All classes, `top` first. */
  readonly classes: readonly string[];
  /** CN of the class's category. */
  readonly category: string;
  /** Whole SID, for security principals and domains. */
  readonly sid?: string;
  /** Further attributes, in lower case. */
  readonly attributes?: Readonly<Record<string, Values>>;
}

/** An object by its common name, of one structural class. */
export function childSeedling(
  parent: Seedling,
  name: string,
  structural: string,
  category: string,
  attributes: Readonly<Record<string, Values>> = {},
): Seedling {
  return { rdn: { type: 'CN', value: name }, parent, classes: ['top', structural], category, attributes };
}

export interface Soil {
  readonly seed: string;
  /** DN of the naming context's root. */
  readonly base: string;
  /** DN of the forest's schema. */
  readonly schema: string;
  /** Lab milliseconds. */
  readonly created: number;
  readonly firstUsn: number;
}

/** `objectGUID` of an object that stands from the start: the same for the same seed and name. */
export function idOf({ seed, base }: Pick<Soil, 'seed' | 'base'>, seedling: Seedling): ObjectId {
  const path: string[] = [];
  for (let each: Seedling | undefined = seedling; each?.parent !== undefined; each = each.parent) {
    path.push(`${each.rdn.type}=${each.rdn.value}`);
  }
  return objectGuid(seed, [...path, base].join(',')).toLowerCase();
}

/** Makes the objects, in their order. */
export function plant(seedlings: readonly Seedling[], soil: Soil): MaterialObject[] {
  return seedlings.map((seedling, nth) =>
    MaterialObject.create({
      id: idOf(soil, seedling),
      place: { parent: seedling.parent === undefined ? '' : idOf(soil, seedling.parent), rdn: seedling.rdn },
      values: valuesOf(seedling, soil),
      created: soil.created,
      usnCreated: soil.firstUsn + nth,
    }),
  );
}

function valuesOf(
  { rdn, classes, category, sid, attributes }: Seedling,
  { schema }: Soil,
): Map<string, Values> {
  return new Map<string, Values>([
    ['objectclass', classes],
    ['objectcategory', [`CN=${category},${schema}`]],
    ['instancetype', ['4']],
    [rdn.type.toLowerCase(), [rdn.value]],
    ...(sid === undefined ? [] : ([['objectsid', [sidBytes(sid)]]] as const)),
    ...Object.entries(attributes ?? {}),
  ]);
}

/** An id for an object that comes later: the same for the same seed and the same number of objects before it. */
export function nextId(seed: string, ordinal: number): ObjectId {
  return objectGuid(seed, `object ${ordinal}`).toLowerCase();
}
