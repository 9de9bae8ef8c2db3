export { cloudConfig, type CloudConfig } from './config.ts';
export { cloudContract, type CloudContract, type CloudControl } from './control.ts';
export { ROLES } from './core/roles.ts';
export type { PasswordWriteback } from './core/password-changes/writeback.ts';
export type { SyncedPopulation } from './core/synced/population.ts';
export type { HostEntry } from './hosts.ts';
export { startCloud, type CloudContext, type StartedCloud } from './start-cloud.ts';
