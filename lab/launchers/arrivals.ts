import type { ArrivalsResult } from '../devices/arrivals-plan.ts';
import { runArrivals } from '../devices/arrivals.ts';
import type { Ground } from './ground.ts';
import type { Edge } from './parts/edge.ts';

/** A steady stream of password sign-ins by users taken in turn. */
export interface Arrivals {
  readonly users: readonly { readonly upn: string; readonly password: string }[];
  readonly ratePerSecond: number;
  /** Real milliseconds over which sign-ins arrive. */
  readonly durationMs: number;
  /** What they ask for; without `openid` one token is signed for each instead of two. */
  readonly scope?: string;
}

/** Lets the load driver arrive at the lab's cloud as the devices do. */
export function arriveAt(
  ground: Ground,
  tenantId: string,
  edge: Edge,
  load: Arrivals,
): Promise<ArrivalsResult> {
  const { janitor, folder, authority, seed } = ground;
  const addresses = edge.names;
  return runArrivals(
    { ...load, users: [...load.users], tenantId, addresses, trust: authority.pem, seed },
    { janitor, folder },
  );
}
