import type { Participant } from './clock.ts';
import { askFar, settle } from './quiet.ts';

/** The parts of the lab whose rest is waited for, and who waits for it. */
export class Rest {
  readonly #participants = new Set<Participant>();
  readonly #waiting = new Set<Promise<unknown>>();
  readonly #watchdogMs: number;

  constructor(watchdogMs: number) {
    this.#watchdogMs = watchdogMs;
  }

  add(participant: Participant): void {
    this.#participants.add(participant);
  }

  delete(participant: Participant): void {
    this.#participants.delete(participant);
  }

  clear(): void {
    this.#participants.clear();
  }

  /** Waits until nothing moves; what the waiter does then is done before lab time moves. Throws ClockStallError. */
  settle(doing: string): Promise<void> {
    const rest = this.#come(doing);
    const left = (): void => void this.#waiting.delete(waited);
    const waited = rest.then(left, left);
    this.#waiting.add(waited);
    return rest;
  }

  /** Waits until nothing moves and nobody else waits for that, as lab time is about to move. Throws ClockStallError. */
  async beforeMove(doing: string): Promise<void> {
    await this.#come(doing);
    while (this.#waiting.size > 0) {
      await Promise.all(this.#waiting);
      await this.#come(doing);
    }
  }

  /** Every part in another process has heard what it was sent before. Throws ClockStallError. */
  async heard(doing: string): Promise<void> {
    await askFar([...this.#participants], { watchdogMs: this.#watchdogMs, doing });
  }

  #come(doing: string): Promise<void> {
    return settle(() => [...this.#participants], this.#watchdogMs, doing);
  }
}
