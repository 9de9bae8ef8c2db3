import { INDEXED, type IndexedName } from './name-index.ts';
import type { DirectoryObject, Values } from './object.ts';

/** Values by which an object is found: `name` is not stored, it is the value of the RDN ([MS-ADTS] 3.1.1.1.4). */
export function indexedValues(object: DirectoryObject, name: IndexedName): Values {
  return name === 'name' ? [object.rdn.value] : object.values(name);
}

export function isMoved(before: DirectoryObject, after: DirectoryObject): boolean {
  return (
    before.parent !== after.parent ||
    before.rdn.type.toLowerCase() !== after.rdn.type.toLowerCase() ||
    before.rdn.value !== after.rdn.value
  );
}

/** Whether somebody may be found by another name now, or no longer be somebody who logs on. */
export function isRenamed(before: DirectoryObject, after: DirectoryObject): boolean {
  return (
    isMoved(before, after) ||
    hasMore(before, after, 'isdeleted') ||
    hasMore(before, after, 'useraccountcontrol') ||
    INDEXED.some((name) => !areSame(indexedValues(before, name), indexedValues(after, name)))
  );
}

function hasMore(before: DirectoryObject, after: DirectoryObject, name: string): boolean {
  return before.values(name).length !== after.values(name).length;
}

function areSame(before: Values, after: Values): boolean {
  if (before === after) return true;
  return (
    before.length === after.length &&
    before.every((value, at) => Buffer.from(value).equals(Buffer.from(after[at] ?? '')))
  );
}
