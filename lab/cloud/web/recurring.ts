/** What follows from a text alone, kept for texts that come again; all of it is forgotten once there is too much. */
export class Recurring<T> {
  readonly #known = new Map<string, T>();
  readonly #most: number;
  readonly #make: (text: string) => T;

  /** What `make` throws is not kept. */
  constructor(most: number, make: (text: string) => T) {
    this.#most = most;
    this.#make = make;
  }

  of(text: string): T {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const made = this.#make(text);
    if (this.#known.size >= this.#most) this.#known.clear();
    this.#known.set(text, made);
    return made;
  }
}
