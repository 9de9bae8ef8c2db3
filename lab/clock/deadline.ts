import type { Clock } from './clock.ts';

/** A limit on the lab clock in the shape that HTTP clients and sockets take. */
export interface Deadline extends Disposable {
  readonly signal: AbortSignal;
  readonly passed: boolean;
}

/** A limit passed on the lab clock. */
export class DeadlineError extends Error {
  readonly code = 'PTALAB_DEADLINE';
  constructor(what: string, ms: number) {
    super(`${what} took longer than ${ms / 1000} s`);
    this.name = 'DeadlineError';
  }
}

/** Aborts `signal` with a DeadlineError after `ms` of lab time unless disposed before: `using limit = deadline(…)`. */
export function deadline(clock: Clock, ms: number, what: string): Deadline {
  const controller = new AbortController();
  const timer = clock.after(ms, what, () => controller.abort(new DeadlineError(what, ms)));
  return {
    signal: controller.signal,
    get passed() {
      return controller.signal.aborted;
    },
    [Symbol.dispose]: () => timer.cancel(),
  };
}
