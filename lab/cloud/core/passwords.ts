import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import { ntHash } from '../../nt-hash/nt-hash.ts';

/**
 * Keyed digests of passwords that the cloud itself checks, made of their NT hashes, as those of Active Directory are what
 * is synced. The real service stores a thousand rounds of PBKDF2; here the key is random per lab and never leaves the
 * process, so one round of HMAC-SHA-256 keeps nothing readable.
 */
export class Passwords {
  readonly #key: KeyObject;

  constructor(key: Uint8Array) {
    this.#key = createSecretKey(key);
  }

  digest(userId: string, password: string): string {
    return this.ofHash(userId, ntHash(password).toString('hex'));
  }

  /** The same of a synced hash: 32 hexadecimal digits, in lower case. */
  ofHash(userId: string, hash: string): string {
    return createHmac('sha256', this.#key).update(`${userId}\u0000${hash}`).digest('base64');
  }

  matches(hash: string, userId: string, password: string): boolean {
    return isSame(hash, this.digest(userId, password));
  }
}

/** Whether two digests are the same, in a time that tells nothing. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
