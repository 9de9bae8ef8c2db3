import { createHmac, randomBytes } from 'node:crypto';
import type { Credentials } from './basic.ts';
import { ExpiringMap } from './expiring-map.ts';

/** Credentials that somebody has vouched for, kept as keyed hashes under a key that lives as long as the front end. */
export class CredentialCache {
  readonly #key = randomBytes(32);
  readonly #known: ExpiringMap<true>;

  constructor(now: () => number, lifetimeMs: number) {
    this.#known = new ExpiringMap(now, lifetimeMs);
  }

  has(credentials: Credentials): boolean {
    return this.#known.get(this.#digest(credentials)) !== undefined;
  }

  remember(credentials: Credentials): void {
    this.#known.put(this.#digest(credentials), true);
  }

  get size(): number {
    return this.#known.entries().length;
  }

  clear(): void {
    this.#known.clear();
  }

  #digest({ upn, password }: Credentials): string {
    return createHmac('sha256', this.#key).update(`${upn.toLowerCase()}\u0000${password}`).digest('base64');
  }
}
