import type { AgentRunner } from '../../agent/index.ts';
import type { Clock } from '../../clock/clock.ts';
import type { HostSession, SessionGround } from '../../hosting/host-session.ts';
import type { Address } from '../../links/service.ts';
import type { ContainersControl } from '../controls/containers-control.ts';
import type { EstateHost } from '../estate-host.ts';
import type { Gateway } from './gateway.ts';
import type { Introductions } from './introductions.ts';

/** A host on a machine of its own, with addresses of its own. */
export interface MachineHost extends EstateHost {
  readonly session: HostSession;
  readonly addresses: readonly string[];
}

/** What machines are asked for one lab. */
export interface MachinesGround {
  readonly session: SessionGround;
  readonly introductions: Introductions;
  /** Holds the lab clock while something takes real time and moves no byte. */
  readonly boot: Clock;
  /** Hosts that are up. */
  readonly hosts: ReadonlyMap<string, MachineHost>;
  gateway(name: string): Promise<Gateway> | undefined;
}

/** The machines of one lab, on networks of their own: containers that are started, or a standing estate. */
export interface Machines extends AsyncDisposable {
  /** Real milliseconds that one may take to boot. */
  readonly bootMs: number;
  readonly runner: AgentRunner;
  /** Faults of machines, where they can be had. */
  readonly control: ContainersControl | undefined;
  /** By which addresses this process is known, as devices outside and as a computer of the staff's. */
  readonly here: Readonly<Record<'INTERNET' | 'WORKSTATION1', readonly string[]>>;
  /** Says which will be raised, so that they boot side by side. */
  prepare(names: readonly string[]): void;
  raise(name: string): Promise<MachineHost>;
  /** Where this process finds a machine's port. */
  reach(from: 'INTERNET' | 'WORKSTATION1', machine: MachineHost, port: number): Promise<Address>;
  /** Whether others find a machine by this name. */
  isNamed(machine: string, name: string): boolean;
  /** What an agent is given as the beginning of its PTALAB_CLOCK_URL. */
  readonly conductor: string;
}
