import type { Clock, Timer } from '../clock/clock.ts';

/** Calls `expire` once nothing has happened for the limit. Cheap to touch: one lab timer at a time, set anew when it fires. */
export class IdleLimit implements Disposable {
  readonly #clock: Clock;
  readonly #limitMs: number;
  readonly #expire: () => void;
  #touched: number;
  #timer: Timer;

  constructor(clock: Clock, limitMs: number, expire: () => void) {
    this.#clock = clock;
    this.#limitMs = limitMs;
    this.#expire = expire;
    this.#touched = clock.now();
    this.#timer = this.#arm(limitMs);
  }

  touch(): void {
    this.#touched = this.#clock.now();
  }

  [Symbol.dispose](): void {
    this.#timer.cancel();
  }

  #arm(delayMs: number): Timer {
    return this.#clock.after(delayMs, 'LDAP connection idle', () => {
      const left = this.#touched + this.#limitMs - this.#clock.now();
      if (left <= 0) this.#expire();
      else this.#timer = this.#arm(left);
    });
  }
}
