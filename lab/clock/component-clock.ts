import type { Clock, NearParticipant, Probe, Timer } from './clock.ts';

/** What a component's clock needs from whoever keeps the time. */
export interface TimeKeeper {
  now(): number;
  schedule(component: string, delayMs: number, name: string, fire: () => void): Timer;
}

/** The lab clock as one component sees it, and that component's own account of the work it has in hand. */
export class ComponentClock implements Clock, NearParticipant {
  readonly name: string;
  readonly #keeper: TimeKeeper;
  readonly #busy = new Map<symbol, { what: string; patienceMs: number }>();
  #activity = 0;

  constructor(component: string, keeper: TimeKeeper) {
    this.name = component;
    this.#keeper = keeper;
  }

  now(): number {
    return this.#keeper.now();
  }

  after(delayMs: number, name: string, fire: () => void): Timer {
    return this.#keeper.schedule(this.name, Math.max(0, delayMs), name, () => {
      this.#activity++;
      fire();
    });
  }

  sleep(delayMs: number, name: string, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(abortReason(signal));
      const abort = (): void => {
        timer.cancel();
        reject(abortReason(signal));
      };
      const timer = this.after(delayMs, name, () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      });
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  async busy<T>(what: string, work: Promise<T>, patienceMs = 0): Promise<T> {
    const lease = Symbol(what);
    this.#busy.set(lease, { what, patienceMs });
    try {
      return await work;
    } finally {
      this.#busy.delete(lease);
      this.#activity++;
    }
  }

  probe(): Probe {
    const leases = [...this.#busy.values()];
    const patienceMs = Math.max(0, ...leases.map((lease) => lease.patienceMs));
    return { activity: this.#activity, busy: leases.map(({ what }) => what), patienceMs };
  }
}

function abortReason(signal: AbortSignal | undefined): Error {
  return signal?.reason instanceof Error ? signal.reason : new Error('aborted');
}
