import { PLACE, type DirectoryObject, type ObjectId, type Place, type Stamp, type Values } from './object.ts';

/** New values by attribute, in lower case; no values take an attribute away. */
export type NewValues = ReadonlyMap<string, Values>;

/** What a writer asks of one domain controller. */
export interface Write {
  readonly id: ObjectId;
  readonly values: NewValues;
  /** For a new object, a rename or a move. */
  readonly place?: Place;
}

/** A write as it goes from domain controller to domain controller. */
export interface Change extends Write {
  /** Lab milliseconds at which the origin took it, and what its clock said. */
  readonly at: number;
  readonly stamped: number;
  readonly origin: string;
  /** When the object was made: the same everywhere. */
  readonly created: number;
  readonly stamps: ReadonlyMap<string, Stamp>;
}

/** Turns a write into a change: everything it touches gets the next version, stamped by the origin's clock. */
export function changeOf(
  write: Write,
  before: DirectoryObject | undefined,
  { at, stamped, origin }: Pick<Change, 'at' | 'stamped' | 'origin'>,
): Change {
  const touched = [...write.values.keys(), ...(write.place === undefined ? [] : [PLACE])];
  const stamps = new Map(
    touched.map((name) => [name, { version: (before?.stamp(name)?.version ?? 1) + 1, at: stamped, origin }]),
  );
  return { ...write, at, stamped, origin, created: before?.created ?? stamped, stamps };
}

/** Whether a stamp that has come wins over the one that is there. */
export function supersedes(coming: Stamp, there: Stamp | undefined): boolean {
  if (there === undefined) return true;
  if (coming.version !== there.version) return coming.version > there.version;
  if (coming.at !== there.at) return coming.at > there.at;
  return coming.origin > there.origin;
}
