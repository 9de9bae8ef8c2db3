import type { Clock, Timer } from '../clock/clock.ts';

/** The sync scheduler: a cycle every interval, counted from the last cycle's start; suspended while the wizard runs. */
export class SyncScheduler {
  readonly #clock: Clock;
  readonly #intervalMs: number;
  readonly #name: string;
  readonly #cycle: () => void;
  #dueAt: number;
  #timer: Timer | undefined;

  constructor(clock: Clock, intervalMs: number, name: string, cycle: () => void) {
    this.#clock = clock;
    this.#intervalMs = intervalMs;
    this.#name = name;
    this.#cycle = cycle;
    this.#dueAt = clock.now() + intervalMs;
  }

  /** Undefined while suspended. */
  get nextCycleAt(): number | undefined {
    return this.#timer === undefined ? undefined : this.#dueAt;
  }

  /** Goes on where it was suspended; a cycle that fell due meanwhile starts at once. */
  resume(): void {
    this.#timer?.cancel();
    this.#timer = this.#clock.after(this.#dueAt - this.#clock.now(), this.#name, () => {
      this.#timer = undefined;
      this.#cycle();
    });
  }

  suspend(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** A cycle starts now, scheduled or not: the next one is due an interval later. */
  restart(): void {
    this.#dueAt = this.#clock.now() + this.#intervalMs;
    this.resume();
  }
}
