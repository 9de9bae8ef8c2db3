import type { Clock, Timer } from '../clock/clock.ts';

/** What there is to know about a silent peer, and to do. */
export interface SilenceOptions {
  /** Whether the peer waits for us, and not we for it. */
  readonly isBusy: () => boolean;
  readonly neverSpoke: () => void;
  readonly spokeTooLongAgo: () => void;
}

/**
 * Watches for a peer that says nothing: one limit until its first request, another between later ones. Cheap to touch:
 * one lab timer at a time, set anew when it fires.
 */
export class Silence implements Disposable {
  readonly #clock: Clock;
  readonly #idleMs: number;
  readonly #options: SilenceOptions;
  #touched: number | undefined;
  #timer: Timer;

  constructor(
    clock: Clock,
    limits: { readonly firstRequestMs: number; readonly idleMs: number },
    options: SilenceOptions,
  ) {
    this.#clock = clock;
    this.#idleMs = limits.idleMs;
    this.#options = options;
    this.#timer = clock.after(limits.firstRequestMs, 'LDAP first request', options.neverSpoke);
  }

  /** Something was heard, or said. */
  touch(): void {
    const first = this.#touched === undefined;
    this.#touched = this.#clock.now();
    if (!first) return;
    this.#timer.cancel();
    this.#arm(this.#idleMs);
  }

  [Symbol.dispose](): void {
    this.#timer.cancel();
  }

  #arm(delayMs: number): void {
    this.#timer = this.#clock.after(delayMs, 'LDAP connection idle', () => {
      const left = (this.#touched ?? 0) + this.#idleMs - this.#clock.now();
      if (left > 0) this.#arm(left);
      else if (this.#options.isBusy()) this.#arm(this.#idleMs);
      else this.#options.spokeTooLongAgo();
    });
  }
}
