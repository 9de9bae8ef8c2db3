import type { LocationClass } from './ledger.ts';
import type { SmartLockoutSettings } from './settings.ts';
import type { Arrival } from './smart-lockout.ts';

interface Wrong {
  readonly at: number;
  readonly datacenter: number;
  readonly from: LocationClass;
}

/** Smart Lockout of one user as the documents tell it, without a thought for speed: everything is kept and asked anew. */
export class ReferenceModel {
  readonly #settings: SmartLockoutSettings;
  #wrong: Wrong[] = [];
  #locks: (Wrong & { readonly until: number })[] = [];
  #recent: { readonly digest: string; readonly datacenter: number }[] = [];
  #successes: { readonly location: string; readonly at: number }[] = [];

  constructor(settings: SmartLockoutSettings) {
    this.#settings = settings;
  }

  isLocked(now: number, arrival: Arrival): boolean {
    return this.#locksOf(this.#classOf(arrival, now), arrival.datacenter).some(({ until }) => now < until);
  }

  /** Answers what it led to. */
  countWrong(now: number, digest: string | undefined, arrival: Arrival): 'repeated' | 'counted' | 'locked' {
    const { datacenter } = arrival;
    if (digest !== undefined) {
      const mine = this.#recent.filter((one) => this.#shares(one, datacenter)).slice(-3);
      if (mine.some((one) => one.digest === digest)) return 'repeated';
      this.#recent.push({ digest, datacenter });
    }
    const from = this.#classOf(arrival, now);
    const wrong = { at: now, datacenter, from };
    const before = this.#locksOf(from, datacenter);
    const isLocked = before.some(({ until }) => now < until);
    const known = this.#wrong.filter((one) => one.from === from && this.#knows(datacenter, now, one)).length;
    this.#wrong.push(wrong);
    if (isLocked || (before.length === 0 && known + 1 < this.#settings.threshold)) return 'counted';
    this.#locks.push({ ...wrong, until: now + this.#settings.durationMs * 2 ** before.length });
    return 'locked';
  }

  succeed(now: number, arrival: Arrival): void {
    const own = this.#classOf(arrival, now);
    const { datacenter, location } = arrival;
    const stays = (one: Wrong) => one.from !== own || !this.#shares(one, datacenter);
    this.#wrong = this.#wrong.filter(stays);
    this.#locks = this.#locks.filter(stays);
    this.#recent = this.#recent.filter((one) => !this.#shares(one, datacenter));
    if (location !== undefined) this.#successes.push({ location, at: now });
  }

  clear(): void {
    [this.#wrong, this.#locks, this.#recent] = [[], [], []];
  }

  #locksOf(from: LocationClass, datacenter: number) {
    return this.#locks.filter((one) => one.from === from && this.#shares(one, datacenter));
  }

  #shares(one: { readonly datacenter: number }, datacenter: number): boolean {
    return this.#settings.datacenters.state === 'synced' || one.datacenter === datacenter;
  }

  #knows(datacenter: number, now: number, wrong: Wrong): boolean {
    const { state, syncLagMs } = this.#settings.datacenters;
    return wrong.datacenter === datacenter || (state === 'synced' && now - wrong.at >= syncLagMs);
  }

  /** Counted from the newest success back, as long as no pause was too long. */
  #classOf({ location }: Arrival, now: number): LocationClass {
    const { successes, lastsMs } = this.#settings.familiarity;
    let [count, later] = [0, now];
    for (const { at } of this.#successes.filter((one) => one.location === location).toReversed()) {
      if (later - at > lastsMs) break;
      [count, later] = [count + 1, at];
    }
    return count >= successes ? 'familiar' : 'unfamiliar';
  }
}
