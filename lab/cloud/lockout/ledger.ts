import { Tally } from './tally.ts';

/** Where a password was tried from: a place that the user signs in from, or any other. */
export type LocationClass = 'familiar' | 'unfamiliar';

/** Wrong passwords remembered, so that repeating one does not count (Smart Lockout page). */
const REMEMBERED = 3;

/** What is counted of one user: by all datacenters together, or by one of them. */
export class Ledger {
  #familiar: Tally | undefined;
  #unfamiliar: Tally | undefined;
  /** Digests of the last wrong passwords, the newest first. */
  #recent: readonly string[] = [];

  read(place: LocationClass): Tally | undefined {
    return place === 'familiar' ? this.#familiar : this.#unfamiliar;
  }

  /** To be counted in. */
  of(place: LocationClass): Tally {
    if (place === 'familiar') return (this.#familiar ??= new Tally());
    return (this.#unfamiliar ??= new Tally());
  }

  /** Whether this wrong password is one of the last three; it is one of them from now on. */
  repeats(digest: string): boolean {
    if (this.#recent.includes(digest)) return true;
    this.#recent = [digest, ...this.#recent].slice(0, REMEMBERED);
    return false;
  }

  /** A right password: the counts of these locations begin anew, and wrong passwords are forgotten. */
  clear(places: readonly LocationClass[]): void {
    if (places.includes('familiar')) this.#familiar = undefined;
    if (places.includes('unfamiliar')) this.#unfamiliar = undefined;
    this.#recent = [];
  }

  get isEmpty(): boolean {
    return this.#familiar === undefined && this.#unfamiliar === undefined && this.#recent.length === 0;
  }
}
