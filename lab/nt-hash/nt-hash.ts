import { md4 } from './md4.ts';

/** Bytes of an NT hash. */
export const NT_HASH_LENGTH = 16;

/** The NT hash of a password, as a directory keeps it ([MS-NLMP] 3.3.1 NTOWFv1): MD4 of its UTF-16, little-endian. */
export function ntHash(password: string): Buffer {
  const clear = Buffer.from(password, 'utf16le');
  const hash = md4(clear);
  clear.fill(0);
  return hash;
}
