/** Things that are good until an instant of lab time. When there are too many, those whose time is over go, then the oldest. */
export class Expiring<T> {
  readonly #capacity: number;
  /** The latest instant that anybody has asked at. */
  #now = -Infinity;
  readonly #things = new Map<string, { readonly value: T; readonly until: number }>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  put(key: string, value: T, until: number): void {
    this.#things.delete(key);
    if (this.#things.size >= this.#capacity) this.#makeRoom();
    this.#things.set(key, { value, until });
  }

  /** Undefined when it is not there, or its time is over. */
  get(key: string, now: number): T | undefined {
    const thing = this.#things.get(key);
    if (thing === undefined) return undefined;
    this.#now = Math.max(this.#now, now);
    if (now < thing.until) return thing.value;
    this.#things.delete(key);
    return undefined;
  }

  /** All whose time is over by the last look; of none of them anything is left to say. */
  #makeRoom(): void {
    for (const [key, { until }] of this.#things) if (until <= this.#now) this.#things.delete(key);
    const [oldest] = this.#things.keys();
    if (oldest !== undefined && this.#things.size >= this.#capacity) this.#things.delete(oldest);
  }

  delete(key: string): void {
    this.#things.delete(key);
  }

  get size(): number {
    return this.#things.size;
  }
}
