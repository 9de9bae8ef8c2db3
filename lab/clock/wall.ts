/**
 * The one place in the lab that reads the wall. Everything else takes time from the lab clock; this serves the
 * flowing clock, the watchdogs and the durations that reports print.
 */
export interface WallTimer {
  cancel(): void;
}

/** Wall time in milliseconds since the Unix epoch. */
export function wallNow(): number {
  return Date.now();
}

/** Monotonic milliseconds, for durations. */
export function wallElapsed(): number {
  return performance.now();
}

/** Monotonic milliseconds on a scale that all processes of one machine share, to put what they saw in order. */
export function wallStamp(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** Calls `fire` after `ms` of real time. Keeps no process alive. */
export function wallAfter(ms: number, fire: () => void): WallTimer {
  const handle = setTimeout(fire, Math.min(ms, 0x7fffffff));
  handle.unref();
  return { cancel: () => clearTimeout(handle) };
}

/** Resolves after `ms` of real time, and keeps the process alive until then. */
export function wallSleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Rejects with `error()` when `work` has not settled after `ms` of real time. */
export async function wallDeadline<T>(ms: number, work: Promise<T>, error: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(error()), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
