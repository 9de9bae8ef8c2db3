import { constants, publicEncrypt, type KeyObject } from 'node:crypto';

/** What RSA-OAEP with SHA-256 leaves of a 2048-bit key (RFC 8017 section 7.1.1), in bytes. */
export const LONGEST_PASSWORD = 190;

const OAEP = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };

/** RSA-OAEP, SHA-256 for both hashes, no label: one ciphertext in base64 for each key, in the keys' order. */
export function encryptFor(keys: readonly KeyObject[], plain: Uint8Array): string[] {
  // Options that are a key themselves: any others Node tells from a key by an exception, stack trace and all.
  return keys.map((key) => publicEncrypt(Object.assign(key, OAEP), plain).toString('base64'));
}
