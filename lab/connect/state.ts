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
  /** Source anchors that the tenant was told are gone. */
  readonly gone: Set<string>;
  /** The tenant was told of the people who are exported as one. */
  crowdTold: boolean;
  /** Password hash synchronization is on. No method of the wizard turns it off (documented: version history). */
  hashSync: boolean;
  /** Digests of the hashes that the tenant has from this server, by source anchor. */
  readonly hashes: Map<string, string>;
  /** The tenant was told that the people exported as one have their hashes. */
  crowdHashesTold: boolean;
}

export function newState(given: Pick<ConnectState, 'role' | 'method' | 'hashSync'>): ConnectState {
  return {
    ...given,
    lastCycleAt: undefined,
    exported: new Map(),
    gone: new Set(),
    crowdTold: false,
    hashes: new Map(),
    crowdHashesTold: false,
  };
}
