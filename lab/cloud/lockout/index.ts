export { settingsOf, smartLockout, type SmartLockoutConfig } from './config.ts';
export {
  DEFAULT_THRESHOLD,
  ENVIRONMENTS,
  mayCustomise,
  type Customiser,
  type Environment,
  type Licence,
  type Permission,
} from './environment.ts';
export { LockoutSettingsError } from './errors.ts';
export { lockMs, type Growth, type LockLength } from './growth.ts';
export type { LocationClass } from './ledger.ts';
export {
  DEFAULT_SETTINGS,
  type Datacenters,
  type Familiarity,
  type SmartLockoutSettings,
} from './settings.ts';
export { SmartLockout, type Arrival, type Counted } from './smart-lockout.ts';
export type { LockoutState } from './tally.ts';
export type { Unlock } from './unlock.ts';
