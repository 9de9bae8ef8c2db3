interface Wrong {
  readonly datacenter: number;
  readonly at: number;
}

/** Wrong passwords that have not come round to all datacenters yet; never more than the threshold times these. */
export class Unheard {
  readonly #wrong: Wrong[] = [];

  /** How many of other datacenters this one has not heard of at `now`; counts the one in hand as its own. */
  count(datacenter: number, now: number, lagMs: number): number {
    const heard = this.#wrong.findIndex(({ at }) => now - at < lagMs);
    this.#wrong.splice(0, heard < 0 ? this.#wrong.length : heard);
    const others = this.#wrong.filter((one) => one.datacenter !== datacenter).length;
    this.#wrong.push({ datacenter, at: now });
    return others;
  }
}
