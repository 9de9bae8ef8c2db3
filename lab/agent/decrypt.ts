import { constants, privateDecrypt, type KeyObject } from 'node:crypto';

/** Ciphertext in, password out. Rejects when it was not made for the key. */
export type Decrypt = (ciphertext: Buffer) => Promise<string>;

/**
 * RSA-OAEP with SHA-256 (agent contract, section 3), here and now: handing it to the thread pool costs a third more
 * processor time than the decryption itself, and cores that this leaves idle are other agents'.
 */
export function createDecrypt(privateKey: KeyObject): Decrypt {
  // Options that are a key themselves: any others Node tells from a key by an exception, stack trace and all.
  const key = Object.assign(privateKey, { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' });
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return async (ciphertext) => utf8.decode(privateDecrypt(key, ciphertext));
}
