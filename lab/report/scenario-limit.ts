import { wallDeadline, wallElapsed } from '../clock/wall.ts';
import { RunStoppedError, type StopReceiver } from './stop-channel.ts';

/** What the limit knows of a scenario: anything that may say what it waits for. */
export interface Waiting {
  readonly pending?: string | undefined;
}

/** What a scenario waits for while its lab is raised: nothing that it describes has begun. */
export const RAISING = 'the lab to come up';

/** A scenario took longer than it may. */
export class ScenarioLimitError extends Error {
  readonly code = 'PTALAB_SCENARIO_LIMIT';
  constructor(limitMs: number, pending: string | undefined) {
    super(`the scenario's limit of ${limitMs / 1000} s has passed ${whileWaiting(pending)}`);
    this.name = 'ScenarioLimitError';
  }
}

/** Real time left to one scenario. Hooks that tidy up get a few seconds of their own, whatever is left. */
export class ScenarioLimit {
  readonly #limitMs: number;
  readonly #started = wallElapsed();

  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  /** Waits for a step, at most for what is left. Throws ScenarioLimitError or RunStoppedError, naming the pending wait. */
  async hold<T>(work: Promise<T>, waiting: Waiting, stop: StopReceiver, graceMs = 0): Promise<T> {
    const left = Math.max(graceMs, this.#limitMs - (wallElapsed() - this.#started), 1);
    const late = (): Error => new ScenarioLimitError(this.#limitMs, waiting.pending);
    if (graceMs > 0) return wallDeadline(left, work, late);
    const stopped = stop.stopped.catch(() => {
      throw new RunStoppedError(`${stop.reason ?? 'stopped'} ${whileWaiting(waiting.pending)}`);
    });
    return wallDeadline(left, Promise.race([work, stopped]), late);
  }
}

function whileWaiting(pending: string | undefined): string {
  return pending === undefined ? 'in a step that names no wait' : `while waiting for ${pending}`;
}
