import type { Chance } from '../../chance/chance.ts';
import type { Ledger, LocationClass } from './ledger.ts';
import { DEFAULT_SETTINGS, type SmartLockoutSettings } from './settings.ts';
import { UNTOUCHED, type LockoutState } from './tally.ts';
import { unlocks, type Unlock } from './unlock.ts';
import { WatchList } from './watch-list.ts';
import { worse, type WatchedUser } from './watched-user.ts';

/** One sign-in, as it comes to the cloud. */
export interface Arrival {
  /** The address or host that it came from; one that is not known counts as unfamiliar. */
  readonly location: string | undefined;
  /** The datacenter that handles it, from 0. */
  readonly datacenter: number;
}

/** What a wrong password led to. `repeated`: it is one of the last three, and does not count. */
export type Counted =
  | { readonly kind: 'repeated' }
  | { readonly kind: 'counted' | 'locked'; readonly from: LocationClass; readonly state: LockoutState };

const NOWHERE: Arrival = { location: undefined, datacenter: 0 };
const BOTH = ['familiar', 'unfamiliar'] as const;
const LONGEST_LOCATION = 256;

/** Smart Lockout of one tenant: counts per user and kind of location, on the lab time that its callers pass in. */
export class SmartLockout {
  readonly #users = new WatchList();
  readonly #chance: Pick<Chance, 'below'> | undefined;
  #settings: SmartLockoutSettings;

  /** Without chance every sign-in comes to the first datacenter. */
  constructor(settings: Partial<SmartLockoutSettings>, chance?: Pick<Chance, 'below'>) {
    this.#settings = { ...DEFAULT_SETTINGS, ...settings };
    this.#chance = chance;
  }

  get settings(): SmartLockoutSettings {
    return this.#settings;
  }

  /** Users of whom anything is kept. */
  get size(): number {
    return this.#users.size;
  }

  /** Holds from the next sign-in on; a lock that has fallen lasts as long as it was given. */
  change(settings: Partial<SmartLockoutSettings>): void {
    this.#settings = { ...this.#settings, ...settings };
  }

  /** A sign-in comes in: chance says at which datacenter. */
  arrive(location?: string): Arrival {
    const { count } = this.#settings.datacenters;
    const datacenter = count > 1 ? (this.#chance?.below(count) ?? 0) : 0;
    return { location: location?.slice(0, LONGEST_LOCATION).toLowerCase(), datacenter };
  }

  /** Whether the location is one that malicious sign-ins come from: refused as a lock is, whatever the password. */
  isBlocked({ location }: Arrival): boolean {
    const { blockedLocations } = this.#settings;
    return location !== undefined && blockedLocations.some((one) => one.toLowerCase() === location);
  }

  isLocked(userId: string, now: number, arrival = NOWHERE): boolean {
    const user = this.#users.read(userId);
    const ledger = user?.read(this.#bookOf(arrival));
    return ledger?.read(this.#classOf(user, arrival, now))?.isLocked(now) ?? false;
  }

  /**
   * Counts a wrong password. `digest` identifies it where the cloud checks passwords itself; with pass-through the
   * cloud has nothing to remember it by, and every try counts.
   */
  countWrong(userId: string, now: number, digest?: string, arrival = NOWHERE): Counted {
    const user = this.#users.touch(userId, this.#settings.mostUsers);
    const ledger = user.ledger(this.#bookOf(arrival));
    if (digest !== undefined && ledger.repeats(digest)) return { kind: 'repeated' };
    return this.#count(ledger, this.#classOf(user, arrival, now), now, arrival);
  }

  #count(ledger: Ledger, from: LocationClass, now: number, { datacenter }: Arrival): Counted {
    const tally = ledger.of(from);
    const locks = tally.count(now, datacenter, this.#settings);
    return { kind: locks ? 'locked' : 'counted', from, state: tally.state };
  }

  /** A right password: it clears, and the place becomes one that the user signs in from. */
  succeed(userId: string, now: number, arrival = NOWHERE): void {
    const { familiarity, successClears, mostUsers } = this.#settings;
    const known = this.#users.read(userId);
    const own = this.#classOf(known, arrival, now);
    known?.clear(this.#bookOf(arrival), successClears === 'all' ? BOTH : [own]);
    if (arrival.location !== undefined)
      this.#users.touch(userId, mostUsers).addPlace(arrival.location, now, familiarity);
    this.#users.release(userId);
  }

  /** Somebody acts on the lock. Answers whether the counts were cleared. */
  unlock(userId: string, how: Unlock): boolean {
    if (!unlocks(how, this.#settings)) return false;
    this.clear(userId);
    return true;
  }

  /** Clears all counts of a user. */
  clear(userId: string): void {
    this.#users.read(userId)?.clearCounts();
    this.#users.release(userId);
  }

  /** The worst of the user's counts. */
  state(userId: string): LockoutState {
    return worse(this.stateFrom(userId, 'familiar'), this.stateFrom(userId, 'unfamiliar'));
  }

  /** The user's count from one kind of location. */
  stateFrom(userId: string, place: LocationClass): LockoutState {
    return this.#users.read(userId)?.state(place) ?? UNTOUCHED;
  }

  #classOf(user: WatchedUser | undefined, { location }: Arrival, now: number): LocationClass {
    return user?.classOf(location, now, this.#settings.familiarity) ?? 'unfamiliar';
  }

  #bookOf({ datacenter }: Arrival): number {
    return this.#settings.datacenters.state === 'separate' ? datacenter : 0;
  }
}
