import type { LabTime } from '../lab.ts';

interface Hold {
  readonly over: Promise<void>;
  readonly release: () => void;
}

/** Waits of a harness elsewhere: lab time moves as if the wait were here. */
export class Holds {
  readonly #holds = new Map<number, Hold>();
  #number = 0;

  begin(clock: LabTime, what: string, limitMs: number | undefined): number {
    const { promise, resolve } = Promise.withResolvers<void>();
    const over = clock.until(promise, what, limitMs);
    over.catch(() => undefined);
    const id = ++this.#number;
    this.#holds.set(id, { over, release: resolve });
    return id;
  }

  /** Resolves once released; rejects with what the clock says. */
  async held(id: number): Promise<void> {
    await this.#holds.get(id)?.over;
  }

  async release(id: number): Promise<void> {
    const hold = this.#holds.get(id);
    this.#holds.delete(id);
    hold?.release();
    await hold?.over.catch(() => undefined);
  }
}
