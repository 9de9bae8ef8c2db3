import type { Arrivals, ArrivalsResult } from '../devices/arrivals-plan.ts';
import { runArrivals } from '../devices/arrivals.ts';
import type { Ground } from './ground.ts';
import type { Edge } from './parts/edge.ts';

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
