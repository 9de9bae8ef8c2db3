import type { Familiarity } from './settings.ts';

interface Place {
  readonly location: string;
  successes: number;
  last: number;
}

/** Places kept for one user: more than people sign in from within a month, and a bound on memory. */
const MOST_PLACES = 16;

/** Where a user has signed in from. */
export class FamiliarPlaces {
  /** The one that was used last is the last. */
  readonly #places: Place[] = [];

  isFamiliar(location: string, now: number, { successes, lastsMs }: Familiarity): boolean {
    const place = this.#places.find((one) => one.location === location);
    return place !== undefined && place.successes >= successes && now - place.last <= lastsMs;
  }

  /** A right password from there; after a pause that is too long, counting begins anew. */
  add(location: string, now: number, { lastsMs }: Familiarity): void {
    const at = this.#places.findIndex((one) => one.location === location);
    const [known] = at < 0 ? [] : this.#places.splice(at, 1);
    const before = known === undefined || now - known.last > lastsMs ? 0 : known.successes;
    this.#places.push({ location, successes: before + 1, last: now });
    if (this.#places.length > MOST_PLACES) this.#places.shift();
  }
}
