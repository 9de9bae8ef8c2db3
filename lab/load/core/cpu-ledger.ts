/** CPU that one process had used when it was looked at. */
export interface CpuReading {
  readonly component: string;
  readonly pid: number;
  readonly ms: number;
}

/**
 * CPU milliseconds by component since the first look. What a process had used before does not count, unless it began
 * later; what one had used that has ended stays counted.
 */
export class CpuLedger {
  readonly #last = new Map<number, number>();
  readonly #totals = new Map<string, number>();
  #looked = false;

  /** Takes a look, and answers the totals so far. */
  take(readings: readonly CpuReading[]): Record<string, number> {
    for (const { component, pid, ms } of readings) {
      const before = this.#last.get(pid) ?? (this.#looked ? 0 : ms);
      this.#totals.set(component, (this.#totals.get(component) ?? 0) + Math.max(0, ms - before));
      this.#last.set(pid, ms);
    }
    this.#looked = true;
    return Object.fromEntries(this.#totals);
  }
}
