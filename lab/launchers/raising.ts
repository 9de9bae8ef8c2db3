import type { EstateHost } from './estate-host.ts';
import type { Wires } from './wires.ts';

/** What every step of a start works with. */
export interface Raising {
  /** Raises a host that goes down with the lab. Throws ChildStartError, ContainerStartError. */
  raise(name: string): Promise<EstateHost>;
  readonly wires: Wires;
  /** Those that are up. */
  readonly raised: ReadonlyMap<string, EstateHost>;
}
