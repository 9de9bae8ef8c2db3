import { webcrypto } from 'node:crypto';
import type { Clock } from '../clock/clock.ts';

let pair: Promise<webcrypto.CryptoKeyPair> | undefined;

/** One RSA-2048 key pair for every agent of the process that registers and never runs. */
export function fillerKeys(clock: Clock): Promise<webcrypto.CryptoKeyPair> {
  pair ??= webcrypto.subtle.generateKey(
    { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
    true,
    ['sign', 'verify'],
  );
  return clock.busy('a key pair for fillers', pair);
}
