/** More than a farm answers within a delivery window. */
const CAPACITY = 50_000;

/** Requests that were answered with an assertion, for as long as they could be brought again. */
export class AnsweredRequests {
  readonly #until = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  has(issuer: string, id: string): boolean {
    return (this.#until.get(keyOf(issuer, id)) ?? 0) > this.#now();
  }

  /** `until` is when the request is too old anyway (lab milliseconds). */
  add(issuer: string, id: string, until: number): void {
    const now = this.#now();
    if (this.#until.size >= CAPACITY)
      for (const [key, end] of this.#until) if (end <= now) this.#until.delete(key);
    const [oldest] = this.#until.keys();
    if (oldest !== undefined && this.#until.size >= CAPACITY) this.#until.delete(oldest);
    this.#until.set(keyOf(issuer, id), until);
  }
}

function keyOf(issuer: string, id: string): string {
  return `${id} ${issuer}`;
}
