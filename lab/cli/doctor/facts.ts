import type { LabFileState } from '../up/lab-file.ts';

/** What the probes have found on this machine; the judgements are made of nothing else. */
export interface Facts {
  readonly node: NodeFacts;
  readonly ports: PortFacts;
  readonly disks: readonly DiskFacts[];
  readonly machine: MachineFacts;
  readonly clock: ClockFacts;
  readonly docker: DockerFacts;
  readonly k6: K6Facts;
  readonly leftovers: LeftoverFacts;
}

export interface NodeFacts {
  /** Version and path of the Node that everything runs on. */
  readonly own: string;
  readonly path: string;
  /** Version of the `node` that a shell finds, which starts the command; undefined when it finds none. */
  readonly onPath: string | undefined;
}

export interface PortFacts {
  /** Why no port of the loopback address could be listened on, as an error code; undefined when one could. */
  readonly any: string | undefined;
  /** The same for port 443. */
  readonly https: string | undefined;
}

export interface DiskFacts {
  readonly role: 'temp' | 'work';
  readonly path: string;
  /** Undefined when the system does not tell. */
  readonly freeBytes: number | undefined;
  /** Why nothing can be written there, as an error code. */
  readonly unwritable: string | undefined;
}

export interface MachineFacts {
  readonly cores: number;
  readonly memoryBytes: number;
  readonly freeBytes: number;
  /** Files and sockets that a process may have open; undefined when the system does not tell. */
  readonly openFiles: number | undefined;
}

export interface ClockFacts {
  /** Wall time, milliseconds since the epoch. */
  readonly wallMs: number;
  /** By how much wall time and monotonic time went apart within a moment, in milliseconds. */
  readonly apartMs: number;
  /** Monotonic time went back. */
  readonly wentBack: boolean;
  /** The time zone that `TZ` names, when it is one that nobody knows. */
  readonly unknownZone: string | undefined;
  readonly zone: string;
}

export interface DockerFacts {
  /** What `docker --version` prints; undefined without a client. */
  readonly client: string | undefined;
  readonly engine:
    | {
        readonly state: 'ok';
        readonly version: string;
        readonly address: string;
        readonly freeBytes?: number | undefined;
      }
    | { readonly state: 'wrong'; readonly problem: string; readonly reason: string; readonly remedy: string };
  /** The image of this version, and whether the engine has it; undefined when it cannot be asked. */
  readonly image: { readonly tag: string; readonly present: boolean } | undefined;
  /** Containers and networks with the lab's label, undefined when the engine cannot be asked. */
  readonly objects: readonly DockerObject[] | undefined;
}

export interface DockerObject {
  readonly kind: 'container' | 'network';
  readonly name: string;
  /** The process that raised it is gone. */
  readonly abandoned: boolean;
}

export interface K6Facts {
  /** The k6 that would be used, or why none can be, with the remedy in the sentence. */
  readonly binary: { readonly path: string; readonly version: string } | { readonly wrong: string };
  /** The extension has changed since k6 was built of it; undefined when it was not built here. */
  readonly stale: boolean | undefined;
  /** What `go version` prints; undefined without Go. */
  readonly go: string | undefined;
  /** The oldest Go that can build one, such as `1.24.0`; undefined outside a checkout, where nothing is built. */
  readonly goNeeded: string | undefined;
}

export interface LeftoverFacts {
  readonly labFile: LabFileState;
  /** Where that file is. */
  readonly labFilePath: string;
  /** Folders of labs whose process is gone. */
  readonly folders: readonly string[];
}
