import type { LabConfig } from '../config/index.ts';
import type { HistorySink } from '../history/history.ts';
import type { HostControl } from '../hosting/host-contract.ts';

/** A place in the estate where one component runs: here, in a process of its own or in a container. */
export interface EstateHost extends AsyncDisposable {
  /** `forest`, `cloud`, `federation`, `exchange`, `EGRESS`, `CONNECT1` … */
  readonly name: string;
  readonly control: HostControl;
  /** The process that carries it. */
  readonly pid: number;
  /** Resolves when all that has happened there is known here. */
  sync(): Promise<void>;
  /** Resolves when it has gone and nobody had asked for it. */
  readonly lost: Promise<Error>;
}

/** Raises hosts. Throws ChildStartError, ContainerStartError. */
export interface HostSource {
  /** Says which hosts will be raised, so that they boot side by side. */
  prepare(config: LabConfig): void;
  /** Real milliseconds that one may take to boot. */
  readonly bootMs: number;
  raise(name: string): Promise<EstateHost>;
}

/** What the events of some hosts go through before they are written. */
export type Sinks = ReadonlyMap<string, HistorySink>;
