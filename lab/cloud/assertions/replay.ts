/**
 * Remembers assertions until they would be refused as expired anyway; they come in about the order in which they expire.
 * Bounded: when full, everything new is refused.
 */
export class ReplayMemory {
  readonly #until = new Map<string, number>();
  readonly #capacity: number;

  constructor(capacity = 1_000_000) {
    this.#capacity = capacity;
  }

  /** True the first time an assertion is seen; `until` is when it stops being valid (lab milliseconds). */
  admit(issuer: string, id: string, until: number, now: number): boolean {
    const key = `${issuer} ${id}`;
    if ((this.#until.get(key) ?? 0) > now) return false;
    this.#forget(now);
    if (this.#until.size >= this.#capacity) return false;
    this.#until.set(key, until);
    return true;
  }

  #forget(now: number): void {
    for (const [key, until] of this.#until) {
      if (until > now) return;
      this.#until.delete(key);
    }
  }
}
