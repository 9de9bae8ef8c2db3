import type { Socket } from 'node:net';
import type { Clock, Timer } from '../clock/clock.ts';
import type { Transit } from './slowness.ts';

export interface DelayLineOptions {
  readonly from: Socket;
  readonly to: Socket;
  readonly transit: Transit;
  readonly clock: Clock;
  /** For the clock's list of timers. */
  readonly name: string;
  /** The sender has given the connection up. */
  readonly gaveUp: () => void;
}

/** Bytes on their way at most, as a TCP window would have it. */
const WINDOW_BYTES = 256 * 1024;

/** One direction of a slowed connection: every piece waits for its arrival on the lab clock, and order is kept. */
export class DelayLine {
  readonly #options: DelayLineOptions;
  readonly #timers = new Set<Timer>();
  #underWay = 0;
  #dropped = false;

  constructor(options: DelayLineOptions) {
    this.#options = options;
    const { from, to } = options;
    from.on('data', (chunk: Buffer) => this.#carry(chunk));
    from.once('end', () => this.#deliver(0, () => to.end()));
    from.once('close', () => this.#deliver(0, () => to.destroySoon()));
    from.resume();
  }

  /** Forgets what is under way. */
  drop(): void {
    this.#dropped = true;
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
  }

  #carry(chunk: Buffer): void {
    const { from, to } = this.#options;
    this.#underWay += chunk.length;
    if (this.#underWay > WINDOW_BYTES) from.pause();
    this.#deliver(chunk.length, () => {
      if (to.writable) to.write(chunk, () => this.#arrived(chunk.length));
    });
  }

  #arrived(bytes: number): void {
    this.#underWay -= bytes;
    if (this.#underWay <= WINDOW_BYTES) this.#options.from.resume();
  }

  #deliver(bytes: number, deliver: () => void): void {
    if (this.#dropped) return;
    const { transit, clock, name, gaveUp } = this.#options;
    const now = clock.now();
    const arrival = transit.arrival(now, bytes);
    const timer = clock.after(arrival.at - now, name, () => {
      this.#timers.delete(timer);
      if (arrival.gaveUp) gaveUp();
      else deliver();
    });
    this.#timers.add(timer);
  }
}
