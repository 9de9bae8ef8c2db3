import { FamiliarPlaces } from './familiar-places.ts';
import { Ledger, type LocationClass } from './ledger.ts';
import type { Familiarity } from './settings.ts';
import { UNTOUCHED, type LockoutState } from './tally.ts';

/** Everything that Smart Lockout keeps of one user. */
export class WatchedUser {
  /** Of the first datacenter, or of all where they share one count. */
  #ledger: Ledger | undefined;
  /** Of the others. */
  #others: Map<number, Ledger> | undefined;
  #places: FamiliarPlaces | undefined;

  classOf(location: string | undefined, now: number, familiarity: Familiarity): LocationClass {
    if (location === undefined) return 'unfamiliar';
    return this.#places?.isFamiliar(location, now, familiarity) === true ? 'familiar' : 'unfamiliar';
  }

  addPlace(location: string, now: number, familiarity: Familiarity): void {
    this.#places ??= new FamiliarPlaces();
    this.#places.add(location, now, familiarity);
  }

  read(datacenter: number): Ledger | undefined {
    return datacenter === 0 ? this.#ledger : this.#others?.get(datacenter);
  }

  /** To be counted in. */
  ledger(datacenter: number): Ledger {
    if (datacenter === 0) return (this.#ledger ??= new Ledger());
    const ledger = this.read(datacenter) ?? new Ledger();
    this.#others ??= new Map();
    this.#others.set(datacenter, ledger);
    return ledger;
  }

  clear(datacenter: number, places: readonly LocationClass[]): void {
    const ledger = this.read(datacenter);
    ledger?.clear(places);
    if (ledger?.isEmpty !== true) return;
    if (datacenter === 0) this.#ledger = undefined;
    else this.#others?.delete(datacenter);
  }

  /** Of all datacenters and locations; where the user is at home stays known. */
  clearCounts(): void {
    this.#ledger = undefined;
    this.#others = undefined;
  }

  /** Nothing is known that an unknown user would not have. */
  get isForgettable(): boolean {
    return this.#places === undefined && this.#ledger === undefined && (this.#others?.size ?? 0) === 0;
  }

  /** Of the datacenter where it stands worst. */
  state(place: LocationClass): LockoutState {
    const ledgers = [this.#ledger, ...(this.#others?.values() ?? [])];
    return ledgers.map((ledger) => ledger?.read(place)?.state ?? UNTOUCHED).reduce(worse, UNTOUCHED);
  }
}

/** The one that holds longer; of two that hold nothing, the one with more wrong passwords. */
export function worse(one: LockoutState, other: LockoutState): LockoutState {
  const [mine, others] = [one.lockedUntil ?? 0, other.lockedUntil ?? 0];
  if (mine === others) return other.failures > one.failures ? other : one;
  return others > mine ? other : one;
}
