import type { Clock, Timer } from '../clock/clock.ts';

/** What there is to know about a silent peer, and to do. */
export interface SilenceOptions {
  /** Whether the peer waits for us, and not we for it. */
  readonly isBusy: () => boolean;
  readonly neverSpoke: () => void;
  readonly spokeTooLongAgo: () => void;
}

interface Limits {
  readonly firstRequestMs: number;
  readonly idleMs: number;
}

/**
 * Watches for a peer that says nothing: one limit until its first request, another between later ones. Cheap to touch:
 * one lab timer from the first to the last moment, set anew when it fires too early.
 */
export class Silence implements Disposable {
  readonly #clock: Clock;
  readonly #limits: Limits;
  readonly #options: SilenceOptions;
  readonly #began: number;
  #touched: number | undefined;
  #timer: Timer;

  constructor(clock: Clock, { firstRequestMs, idleMs }: Limits, options: SilenceOptions) {
    this.#clock = clock;
    this.#limits = { firstRequestMs, idleMs };
    this.#options = options;
    this.#began = clock.now();
    this.#timer = this.#after(Math.min(firstRequestMs, idleMs));
  }

  /** Something was heard, or said. */
  touch(): void {
    this.#touched = this.#clock.now();
  }

  [Symbol.dispose](): void {
    this.#timer.cancel();
  }

  #after(delayMs: number): Timer {
    return this.#clock.after(delayMs, 'LDAP silence', () => this.#look());
  }

  #look(): void {
    const { firstRequestMs, idleMs } = this.#limits;
    const limit = this.#touched === undefined ? this.#began + firstRequestMs : this.#touched + idleMs;
    const left = limit - this.#clock.now();
    if (left > 0) this.#timer = this.#after(left);
    else if (this.#touched === undefined) this.#options.neverSpoke();
    else if (this.#options.isBusy()) this.#timer = this.#after(idleMs);
    else this.#options.spokeTooLongAgo();
  }
}
