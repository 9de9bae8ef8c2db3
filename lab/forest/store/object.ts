/** One value of an attribute: text, or bytes where the attribute's syntax is binary. */
export type Value = string | Buffer;
export type Values = readonly Value[];

/** `objectGUID` in text and lower case: what an object is known by, whatever its name becomes. */
export type ObjectId = string;

/** The first part of a distinguished name: `CN` and `Ada Byron`, escapes undone. */
export interface Rdn {
  readonly type: string;
  readonly value: string;
}

/** Where an object stands. */
export interface Place {
  readonly parent: ObjectId;
  readonly rdn: Rdn;
}

/** Who wrote an attribute last: the highest version wins, then the latest, then the origin ([MS-ADTS] 3.1.1.1.9). */
export interface Stamp {
  readonly version: number;
  /** Lab milliseconds since 1970. */
  readonly at: number;
  /** Name of the domain controller that took the write. */
  readonly origin: string;
  /** USN under which the replica that has it took it in; each replica has its own. */
  readonly usn?: number;
}

/** Key of the stamp for an object's place; no attribute has this name. */
export const PLACE = '<place>';

/**
 * An object as one replica holds it: what is stored, and replicates. Constructed attributes, and counters that each
 * domain controller has for itself, are not here; values of linked attributes are the ids of the objects they point at.
 */
export interface DirectoryObject {
  readonly id: ObjectId;
  /** '' for the root of a naming context. */
  readonly parent: ObjectId;
  readonly rdn: Rdn;
  /** Lab milliseconds. */
  readonly created: number;
  readonly changed: number;
  readonly usnCreated: number;
  readonly usnChanged: number;
  /** Stored values; empty when it has none. @param name in lower case */
  values(name: string): Values;
  /** Names in lower case of the attributes that it has stored values of. */
  names(): Iterable<string>;
  /** Undefined for what nobody has written since the object was made by the lab. */
  stamp(name: string): Stamp | undefined;
  /** Names of what somebody has written, with or without values now. */
  readonly stamped?: Iterable<string>;
}

/** The first value as text. */
export function textOf(object: DirectoryObject, name: string): string | undefined {
  const value = object.values(name)[0];
  return value === undefined ? undefined : value.toString();
}

/** The first value as a number; `otherwise` when there is none. For 32-bit attributes: larger ones lose digits. */
export function numberOf(object: DirectoryObject, name: string, otherwise = 0): number {
  const value = object.values(name)[0];
  return value === undefined ? otherwise : Number(value);
}

/** The first value as bytes. */
export function bytesOf(object: DirectoryObject, name: string): Buffer | undefined {
  const value = object.values(name)[0];
  return Buffer.isBuffer(value) ? value : undefined;
}

export function isDeleted(object: DirectoryObject): boolean {
  return textOf(object, 'isdeleted') === 'TRUE';
}
