import { LockoutSettingsError } from './errors.ts';

/** How long a lock lasts, in milliseconds. `earlierLocks` is 0 for the first lock since the last right password. */
export type LockLength = (earlierLocks: number, durationMs: number) => number;

/**
 * How locks grow. The service says that they do and keeps how to itself (Smart Lockout page), so this is to be chosen:
 * by name, or as a function of one's own.
 */
export type Growth =
  | { readonly schedule: 'double'; readonly factor: number; readonly maxMs: number }
  | { readonly schedule: 'fixed' }
  | { readonly schedule: 'list'; readonly durationsMs: readonly number[] }
  | { readonly schedule: 'custom'; readonly lockMs: LockLength };

/** How long the lock lasts that follows `earlierLocks` others. Throws LockoutSettingsError. */
export function lockMs(growth: Growth, earlierLocks: number, durationMs: number): number {
  switch (growth.schedule) {
    case 'double':
      // The configured duration is the least that a lock lasts, whatever the maximum says.
      return Math.min(durationMs * growth.factor ** earlierLocks, Math.max(growth.maxMs, durationMs));
    case 'fixed':
      return durationMs;
    case 'list':
      return Math.max(durationMs, listed(growth.durationsMs, earlierLocks));
    case 'custom':
      return checked(growth.lockMs(earlierLocks, durationMs));
  }
}

/** The last one is for all that follow. */
function listed(durationsMs: readonly number[], earlierLocks: number): number {
  return durationsMs[Math.min(earlierLocks, durationsMs.length - 1)] ?? 0;
}

function checked(ms: number): number {
  if (Number.isFinite(ms) && ms > 0) return ms;
  throw new LockoutSettingsError(`a lock lasts more than 0 ms; the growth function answered ${ms}`);
}
