import { lockMs } from './growth.ts';
import type { SmartLockoutSettings } from './settings.ts';
import { Unheard } from './unheard.ts';

/** One count of wrong passwords, as others see it. */
export interface LockoutState {
  /** Wrong passwords since the last right one. */
  readonly failures: number;
  /** Locks since the last right password. */
  readonly locks: number;
  /** Lab time in milliseconds, or null when there has been no lock. */
  readonly lockedUntil: number | null;
}

export const UNTOUCHED: LockoutState = { failures: 0, locks: 0, lockedUntil: null };

/** The count of one user from one kind of location. */
export class Tally {
  #failures = 0;
  #locks = 0;
  #lockedUntil: number | null = null;
  #lastWrong = 0;
  #unheard: Unheard | undefined;

  get state(): LockoutState {
    return { failures: this.#failures, locks: this.#locks, lockedUntil: this.#lockedUntil };
  }

  isLocked(now: number): boolean {
    return this.#lockedUntil !== null && now < this.#lockedUntil;
  }

  /**
   * Counts a wrong password, and answers whether it locks. After a lock's end the first one locks again, for longer.
   * One that was on its way when the lock fell is counted, and lengthens nothing.
   */
  count(now: number, datacenter: number, settings: SmartLockoutSettings): boolean {
    this.#forgetAged(now, settings.countsAgeAfterMs);
    const heardOf = this.#heardOf(now, datacenter, settings);
    this.#failures++;
    this.#lastWrong = now;
    if (this.isLocked(now) || (heardOf + 1 < settings.threshold && this.#locks === 0)) return false;
    this.#lockedUntil = now + lockMs(settings.growth, this.#locks, settings.durationMs);
    this.#locks++;
    this.#unheard = undefined;
    return true;
  }

  /** Wrong passwords so far, as this datacenter knows them. */
  #heardOf(now: number, datacenter: number, { datacenters }: SmartLockoutSettings): number {
    const { count, state, syncLagMs } = datacenters;
    if (state === 'separate' || count === 1 || syncLagMs === 0) return this.#failures;
    this.#unheard ??= new Unheard();
    return this.#failures - this.#unheard.count(datacenter, now, syncLagMs);
  }

  #forgetAged(now: number, ageMs: number | undefined): void {
    if (ageMs === undefined || now - Math.max(this.#lastWrong, this.#lockedUntil ?? 0) <= ageMs) return;
    this.#failures = 0;
    this.#locks = 0;
    this.#lockedUntil = null;
    this.#unheard = undefined;
  }
}
