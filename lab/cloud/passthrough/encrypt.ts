import { constants, publicEncrypt, type KeyObject } from 'node:crypto';
import { PasswordTooLongError } from './errors.ts';

/** The password under one agent's certified key. */
export interface EncryptedPassword {
  readonly keyId: string;
  /** Base64. */
  readonly ciphertext: string;
}

/** What RSA-OAEP with SHA-256 leaves of a 2048-bit key (RFC 8017 section 7.1.1), in bytes. */
export const LONGEST_PASSWORD = 190;

/** Encrypts once per registered agent: RSA-OAEP, SHA-256 for both hashes, no label. Throws PasswordTooLongError. */
export function encryptForAgents(
  agents: readonly { readonly keyId: string; readonly publicKey: KeyObject }[],
  password: string,
): EncryptedPassword[] {
  const plain = Buffer.from(password, 'utf8');
  if (plain.length > LONGEST_PASSWORD) throw new PasswordTooLongError(LONGEST_PASSWORD);
  return agents.map(({ keyId, publicKey }) => {
    const key = { key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
    return { keyId, ciphertext: publicEncrypt(key, plain).toString('base64') };
  });
}
