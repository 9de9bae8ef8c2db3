import { FrozenUntimedError, UntimedParticipantError } from './errors.ts';
import { wallElapsed } from './wall.ts';

/** A part of the lab that takes no lab clock and lives by the wall, such as a third party's agent. */
export interface Untimed {
  readonly name: string;
  /** The shortest interval it has been handed, in milliseconds; lab time may not jump past it. */
  shortestIntervalMs(): number;
}

interface Jump {
  readonly at: number;
  readonly ms: number;
}

/** Parts that live by the wall, and how far lab time has lately jumped ahead of them. */
export class Overtaking {
  readonly #untimed = new Set<Untimed>();
  #jumps: Jump[] = [];

  join(untimed: Untimed): () => void {
    this.#untimed.add(untimed);
    return () => this.#untimed.delete(untimed);
  }

  /** Notes a jump. Throws UntimedParticipantError when it, with those just before, overtakes somebody. */
  jump(ms: number): void {
    const now = wallElapsed();
    for (const one of this.#untimed) {
      const shortest = one.shortestIntervalMs();
      const lately = this.#jumps
        .filter(({ at }) => now - at < shortest)
        .reduce((sum, jump) => sum + jump.ms, 0);
      if (lately + ms > shortest) throw new UntimedParticipantError(one.name, lately + ms, shortest);
    }
    this.#jumps = [...this.#jumps.slice(-100), { at: now, ms }];
  }

  /** A frozen clock moves only when all is quiet, which cannot be asked of them. Throws FrozenUntimedError. */
  refuseFrozen(): void {
    const [one] = this.#untimed;
    if (one !== undefined) throw new FrozenUntimedError(one.name);
  }
}
