import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';

/**
 * Keyed digests of passwords that the cloud itself checks. The real service stores a thousand rounds of PBKDF2; here
 * the key is random per lab and never leaves the process, so one round of HMAC-SHA-256 keeps nothing readable.
 */
export class Passwords {
  readonly #key: KeyObject;

  constructor(key: Uint8Array) {
    this.#key = createSecretKey(key);
  }

  digest(userId: string, password: string): string {
    return createHmac('sha256', this.#key).update(`${userId}\u0000${password}`).digest('base64');
  }

  matches(hash: string, userId: string, password: string): boolean {
    return timingSafeEqual(Buffer.from(hash), Buffer.from(this.digest(userId, password)));
  }
}
