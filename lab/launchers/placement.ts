import type { NamedService } from '../hosting/facts.ts';
import type { Address } from '../links/service.ts';
import type { EstateHost } from './estate-host.ts';

/** A service that answers under a real name, and the host that stands before the one where it runs. */
export interface PlacedService extends NamedService {
  /** `DC1`, `WAP1`; undefined where callers reach the service's own host. */
  readonly behind?: string | undefined;
}

/** How hosts reach one another: by links of their own on one machine, or by names on networks. */
export interface Placement {
  /** Makes a host's services, which run now, reachable for others. */
  publish(host: EstateHost, services: readonly PlacedService[]): Promise<void>;
  /** Where a calling host finds one. */
  locate(from: string, host: EstateHost, service: PlacedService): Promise<Address>;
  /** Opens the firewall that runs on a host, where hosts have real names and ports to call through it. */
  openFirewall?(host: EstateHost): Promise<void>;
}

/** One machine: each calling host is told of a listener of its own. */
export const onOneMachine: Placement = {
  publish: () => Promise.resolve(),
  locate: (from, { control }, { service }) => control.open({ from, service }),
};
