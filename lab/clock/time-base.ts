import { wallElapsed } from './wall.ts';

export type ClockMode = 'frozen' | 'flowing';

/** Where lab time stands: held, or keeping pace with the wall's monotonic clock, which no correction sets back. */
export class TimeBase {
  #mode: ClockMode;
  #base: number;
  #flowedFrom = wallElapsed();

  constructor(epoch: number, mode: ClockMode) {
    this.#base = epoch;
    this.#mode = mode;
  }

  get mode(): ClockMode {
    return this.#mode;
  }

  /** Lab time in milliseconds since the Unix epoch. */
  now(): number {
    return this.#mode === 'frozen' ? this.#base : this.#base + Math.floor(wallElapsed() - this.#flowedFrom);
  }

  freeze(): void {
    this.#base = this.now();
    this.#mode = 'frozen';
  }

  flow(): void {
    this.#base = this.now();
    this.#flowedFrom = wallElapsed();
    this.#mode = 'flowing';
  }

  /** Held time moves on to `at`, never back. */
  moveTo(at: number): void {
    this.#base = Math.max(this.#base, at);
  }
}
