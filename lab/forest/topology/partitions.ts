/** Pairs of domain controllers between which nothing passes, in either direction. */
export class Partitions {
  readonly #cut = new Set<string>();

  cut(one: string, other: string): void {
    this.#cut.add(pair(one, other));
  }

  mend(one: string, other: string): void {
    this.#cut.delete(pair(one, other));
  }

  isCut(one: string, other: string): boolean {
    return this.#cut.size > 0 && this.#cut.has(pair(one, other));
  }

  get all(): readonly (readonly [string, string])[] {
    return [...this.#cut].map((names) => {
      const [one = '', other = ''] = names.split(' ');
      return [one, other] as const;
    });
  }
}

function pair(one: string, other: string): string {
  return [one.toUpperCase(), other.toUpperCase()].sort().join(' ');
}
