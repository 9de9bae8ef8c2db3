import { generateKeyPair } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** Where signing keys come from. Many labs in one process may share one source, so that keys are made once. */
export interface KeySource {
  /** The RSA-2048 pair for a purpose such as `cloud token signing`; the same purpose gives the same pair. */
  signingKey(purpose: string): Promise<SigningKey>;
}

const generate = promisify(generateKeyPair);

/** Generates each purpose's key on the thread pool when it is first asked for, and keeps it. */
export function generateKeys(): KeySource {
  const keys = new Map<string, Promise<SigningKey>>();
  return {
    signingKey: (purpose) => {
      const known = keys.get(purpose);
      if (known !== undefined) return known;
      const key = generate('rsa', { modulusLength: 2048 });
      key.catch(() => keys.delete(purpose));
      keys.set(purpose, key);
      return key;
    },
  };
}
