import type { SignInMethod } from './core/method.ts';
import type { SyncedUser } from './core/person.ts';

/** What one Entra Connect server remembers. */
export interface ConnectState {
  role: 'primary' | 'staging';
  /** What its wizard was last set to. */
  method: SignInMethod | undefined;
  lastCycleAt: number | undefined;
  /** What the tenant has from this server, by source anchor. */
  readonly exported: Map<string, SyncedUser>;
}
