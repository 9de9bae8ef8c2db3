import type { ReplayMemory } from '../assertions/replay.ts';
import type { Chance } from '../../chance/chance.ts';
import type { Tenants } from '../core/tenants.ts';
import type { TokenMint } from './tokens.ts';

/** What the login host's routes work with. */
export interface LoginContext {
  readonly tenants: Tenants;
  readonly mint: TokenMint;
  readonly replay: ReplayMemory;
  readonly chance: Chance;
}
