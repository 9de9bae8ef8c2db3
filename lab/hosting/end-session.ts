import { wallDeadline } from '../clock/wall.ts';
import { HostStuckError } from './errors.ts';

/** Real milliseconds that a component may take to stop once its lab is over. */
const ENDING_MS = 3_000;

/** Stops what ran on a host for one lab. Throws HostStuckError when something of it does not stop. */
export async function endSession(
  host: string,
  running: AsyncDisposable,
  withinMs: number = ENDING_MS,
): Promise<void> {
  const stuck = (): Error => new HostStuckError(host, withinMs);
  await wallDeadline(withinMs, Promise.resolve(running[Symbol.asyncDispose]()), stuck);
}
