import { webcrypto, type KeyObject } from 'node:crypto';
import type { Clock } from '../clock/clock.ts';

/** Ciphertext in, password out. Rejects when it was not made for the key. */
export type Decrypt = (ciphertext: Buffer) => Promise<string>;

/** RSA-OAEP with SHA-256 (agent contract, section 3) on the thread pool, so that several requests may be in hand. */
export function createDecrypt(privateKey: KeyObject, clock: Clock): Decrypt {
  const key = privateKey.toCryptoKey({ name: 'RSA-OAEP', hash: 'SHA-256' }, false, ['decrypt']);
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return async (ciphertext) => {
    const clear = await clock.busy(
      'decrypting',
      webcrypto.subtle.decrypt({ name: 'RSA-OAEP' }, key, ciphertext),
    );
    return utf8.decode(clear);
  };
}
