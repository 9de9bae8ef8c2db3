import type { Address } from './links/service.ts';
import type { ClockChange, Moved } from './clock/lab-clock.ts';
import type { CloudControl } from './cloud/control.ts';
import type { LabConfig } from './config/index.ts';
import type { ConnectControl } from './connect/control.ts';
import type { ControlTransport } from './control/control.ts';
import type { Administrator } from './devices/administrator.ts';
import type { Arrivals, ArrivalsResult } from './devices/arrivals-plan.ts';
import type { Devices } from './devices/index.ts';
import type { EgressControl } from './egress/control.ts';
import type { ExchangeControl } from './exchange/control.ts';
import type { FederationControl } from './federation/control.ts';
import type { ForestControl } from './forest/control.ts';

import type { AgentsControl } from './launchers/controls/agents-control.ts';
import type { ContainersControl } from './launchers/controls/containers-control.ts';
import type { HistoryControl } from './launchers/controls/history-control.ts';
import type { NetworkControl } from './launchers/controls/network-control.ts';

/** What can be done with lab time from outside. */
export interface LabTime {
  show(): Promise<ClockChange>;
  /** Moves lab time on by milliseconds. Throws ClockStallError, UntimedParticipantError. */
  advance(ms: number): Promise<Moved>;
  /** Waits for `work`, moving frozen time when all is quiet. Throws PendingWaitError, ClockStallError, FrozenUntimedError. */
  until<T>(work: Promise<T>, what: string, limitMs?: number): Promise<T>;
  /** Waits until nothing in the lab moves. Throws ClockStallError. */
  settle(doing?: string): Promise<void>;
  freeze(): Promise<void>;
  flow(): Promise<void>;
}

/** Where programs on this machine that bring their own client find the lab. */
export interface Reach {
  /** By `login.microsoftonline.com:443`; who calls there is known as INTERNET. */
  readonly names: Readonly<Record<string, Address>>;
  /** Who calls there is known as WORKSTATION1, a computer of the staff's. */
  readonly domainControllers: readonly {
    readonly name: string;
    readonly dnsName: string;
    readonly ldap: Address;
    readonly ldaps: Address;
    /** Undefined unless it is a global catalog. */
    readonly gc?: Address;
    readonly gcs?: Address;
  }[];
}

/** A process that carries some of the lab. */
export interface LabProcess {
  /** `conductor` for the one that keeps clock and history, and whatever else runs in it. */
  readonly component: string;
  readonly pid: number;
}

/** A lab that is up. Whatever launched it, scenarios see this: the same controls, the same devices, one clock. */
export interface Lab extends AsyncDisposable {
  /** Printed with every report. */
  readonly seed: string;
  readonly config: LabConfig;
  readonly clock: LabTime;
  readonly history: HistoryControl;
  readonly network: NetworkControl;
  readonly tenantId: string;
  /** The lab CA (PEM), which every simulated host trusts and nobody else should. */
  readonly trust: string;
  readonly cloud: CloudControl;
  readonly forest: ForestControl | undefined;
  readonly federation: FederationControl | undefined;
  readonly exchange: ExchangeControl | undefined;
  readonly egress: EgressControl | undefined;
  /** Entra Connect servers by host. */
  readonly connect: ReadonlyMap<string, ConnectControl>;
  readonly agents: AgentsControl;
  /** The machines, where each host is a container. */
  readonly containers: ContainersControl | undefined;
  /** Users' devices, outside the corporate network. */
  readonly devices: Devices;
  /** The tenant's cloud-only Hybrid Identity Administrator at a keyboard. */
  readonly administrator: Administrator;
  readonly reach: Reach;
  /** The processes that carry the lab now. */
  processes(): Promise<readonly LabProcess[]>;
  /** Runs a load driver in a process of its own against a lab whose clock flows. Throws ArrivalsError. */
  arrivals(load: Arrivals): Promise<ArrivalsResult>;
  /** Every component's control interface as text, for the HTTP control plane. */
  readonly controls: ReadonlyMap<string, ControlTransport>;
  /** Stops everything, in reverse order of the start. */
  stop(): Promise<void>;
}
