interface Kept<V> {
  readonly value: V;
  readonly expiresAt: number;
}

const ENTRY_LIMIT = 100_000;

/** A bounded map whose entries end at a time fixed when they are put; looking does not prolong them. */
export class ExpiringMap<V> {
  readonly #now: () => number;
  readonly #lifetimeMs: number;
  readonly #kept = new Map<string, Kept<V>>();

  /** `now` is lab time in milliseconds; with a lifetime of 0 nothing is kept. */
  constructor(now: () => number, lifetimeMs: number) {
    this.#now = now;
    this.#lifetimeMs = lifetimeMs;
  }

  get(key: string): V | undefined {
    const kept = this.#kept.get(key);
    if (kept === undefined) return undefined;
    if (kept.expiresAt > this.#now()) return kept.value;
    this.#kept.delete(key);
    return undefined;
  }

  put(key: string, value: V): void {
    if (this.#lifetimeMs === 0) return;
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size >= ENTRY_LIMIT) this.#kept.delete(oldest);
    this.#kept.delete(key);
    this.#kept.set(key, { value, expiresAt: this.#now() + this.#lifetimeMs });
  }

  /** What has not expired, oldest first. */
  entries(): [string, Kept<V>][] {
    return [...this.#kept].filter(([, { expiresAt }]) => expiresAt > this.#now());
  }

  clear(): void {
    this.#kept.clear();
  }
}
