import { sidText } from '../core/identifiers.ts';
import { comparable } from '../population/transliteration.ts';
import type { DirectoryObject, ObjectId, Value } from './object.ts';

/** Attributes by whose values an object is found at once, in lower case. */
export const INDEXED = [
  'samaccountname',
  'userprincipalname',
  'mail',
  'objectsid',
  'displayname',
  'proxyaddresses',
  'serviceprincipalname',
  'employeeid',
  'cn',
  'name',
  'objectclass',
] as const;

export type IndexedName = (typeof INDEXED)[number];

export function isIndexed(name: string): name is IndexedName {
  return INDEXED.some((indexed) => indexed === name);
}

/** Values of one attribute, and who has them. Text is found in any case and without marks, a SID in either form. */
export class NameIndex {
  readonly #ids = new Map<string, Set<ObjectId>>();

  add(object: DirectoryObject, values: Iterable<Value>): void {
    for (const value of values) {
      const key = indexKey(value);
      const ids = this.#ids.get(key);
      if (ids === undefined) this.#ids.set(key, new Set([object.id]));
      else ids.add(object.id);
    }
  }

  remove(object: DirectoryObject, values: Iterable<Value>): void {
    for (const value of values) {
      const key = indexKey(value);
      const ids = this.#ids.get(key);
      ids?.delete(object.id);
      if (ids?.size === 0) this.#ids.delete(key);
    }
  }

  find(value: Value): Iterable<ObjectId> {
    return this.#ids.get(indexKey(value)) ?? [];
  }
}

function indexKey(value: Value): string {
  if (typeof value === 'string') return comparable(value.trim());
  return (sidText(value) ?? value.toString('hex')).toLowerCase();
}
