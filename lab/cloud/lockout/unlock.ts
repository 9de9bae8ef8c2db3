import type { SmartLockoutSettings } from './settings.ts';

/** What may be done about a lock, other than wait. */
export type Unlock =
  /** An administrator resets the password. */
  | 'administratorReset'
  /** Self-service reset, "I forgot my password". */
  | 'forgottenPassword'
  /** Self-service unlock, "I know my password": it is Active Directory's lock that goes. */
  | 'knownPassword';

/** Whether it zeroes the cloud's counts, and so ends its lock (Smart Lockout page). */
export function unlocks(how: Unlock, settings: SmartLockoutSettings): boolean {
  switch (how) {
    case 'administratorReset':
      return settings.administratorResetUnlocks;
    case 'forgottenPassword':
      return true;
    case 'knownPassword':
      return false;
  }
}
