import { LdapProtocolError } from './errors.ts';

/** Where the content of an element begins, and where it ends. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads tag and length at `offset`; undefined when more bytes are needed to tell. RFC 4511 section 5.1 allows the
 * definite form alone; lengths of up to four bytes, minimal or not (Windows sends `84 00 00 00 xx`).
 */
export function extentAt(bytes: Buffer, offset: number): Extent | undefined {
  const first = bytes[offset + 1];
  if (first === undefined) return undefined;
  if (first < 0x80) return { start: offset + 2, end: offset + 2 + first };
  const size = lengthBytes(first);
  if (bytes.length < offset + 2 + size) return undefined;
  const start = offset + 2 + size;
  return { start, end: start + bytes.readUIntBE(offset + 2, size) };
}

/** How many bytes of length follow a first one of 0x80 or more. */
export function lengthBytes(first: number): number {
  const size = first & 0x7f;
  if (size === 0 || size > 4) throw new LdapProtocolError(`length byte 0x${first.toString(16)}`);
  return size;
}
