import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';

/** A password as the forest keeps it: never in clear. */
export type PasswordHash = Buffer;

/**
 * Keyed hashes of passwords. The key lives and dies with the forest, so a stored hash is worth nothing elsewhere;
 * a slow hash would only slow every simulated sign-in down.
 */
export class Passwords {
  readonly #key: KeyObject;

  /** @param key 32 random bytes of the forest's own */
  constructor(key: Buffer) {
    this.#key = createSecretKey(key);
  }

  /** The salt is the account's GUID, so equal passwords do not look equal. */
  hash(salt: string, password: Buffer): PasswordHash {
    return createHmac('sha256', this.#key)
      .update(`${salt}\u0000`)
      .update(withoutTerminator(password))
      .digest();
  }

  matches(salt: string, password: Buffer, stored: PasswordHash | undefined): boolean {
    const given = this.hash(salt, password);
    return timingSafeEqual(given, stored ?? Buffer.alloc(given.length)) && stored !== undefined;
  }
}

/** A recorded domain controller takes a password that ends with a NUL byte as the one without. */
function withoutTerminator(password: Buffer): Buffer {
  let end = password.length;
  while (end > 0 && password[end - 1] === 0) end--;
  return password.subarray(0, end);
}
