/** Things that are good until an instant of lab time. When there are too many the oldest go. */
export class Expiring<T> {
  readonly #capacity: number;
  readonly #things = new Map<string, { readonly value: T; readonly until: number }>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  put(key: string, value: T, until: number): void {
    this.#things.delete(key);
    const [oldest] = this.#things.keys();
    if (oldest !== undefined && this.#things.size >= this.#capacity) this.#things.delete(oldest);
    this.#things.set(key, { value, until });
  }

  /** Undefined when it is not there, or its time is over. */
  get(key: string, now: number): T | undefined {
    const thing = this.#things.get(key);
    return thing !== undefined && now < thing.until ? thing.value : undefined;
  }

  delete(key: string): void {
    this.#things.delete(key);
  }

  get size(): number {
    return this.#things.size;
  }
}
