import { timingSafeEqual } from 'node:crypto';
import { md4 } from './md4.ts';

/** Bytes of an NT hash. */
export const NT_HASH_LENGTH = 16;

const NOBODYS = Buffer.alloc(NT_HASH_LENGTH);

/** The NT hash of a password, as a directory keeps it ([MS-NLMP] 3.3.1 NTOWFv1): MD4 of its UTF-16, little-endian. */
export function ntHash(password: string): Buffer {
  const clear = Buffer.from(password, 'utf16le');
  const hash = md4(clear);
  clear.fill(0);
  return hash;
}

/** Whether a password is the one of that hash; it takes the same time for each, and for none. */
export function matchesNtHash(password: string, stored: Uint8Array | undefined): boolean {
  const given = ntHash(password);
  const isKnown = stored?.length === NT_HASH_LENGTH;
  return timingSafeEqual(given, isKnown ? stored : NOBODYS) && isKnown;
}
