import type { ContainerExit, StartedLabContainer } from './started-lab-container.ts';
import type { LabNetwork } from './lab-network.ts';

/** A place in a network: the names the container answers to there, and its address if it must be a certain one. */
export interface Attachment {
  readonly network: LabNetwork;
  readonly aliases?: readonly string[];
  readonly ip?: string;
}

/**
 * A folder that is there, with what is in it, before the program starts; it outlives a stop, and goes with the container.
 * The program may write into the folders that are named in it; the folder itself is root's.
 */
export interface ContainerFolder {
  /** Absolute path in the container. */
  readonly at: string;
  /** Paths relative to `at`, of files with their content (mode 0600) or of folders (undefined; mode 0700). */
  readonly content: Readonly<Record<string, string | Uint8Array | undefined>>;
  /** The uid and gid it all belongs to; 1000, the user `node` of Node's images, unless told. */
  readonly owner?: number;
}

/**
 * When a container counts as started: a line of its output, its health check, or whatever the callback awaits. The
 * callback's signal fires when the container has ended or is no longer wanted.
 */
export type Readiness =
  | { readonly line: RegExp }
  | 'healthy'
  | ((container: StartedLabContainer, signal: AbortSignal) => Promise<unknown>);

/** How to start a container of a lab. */
export interface LabContainerDefinition {
  /** Unique in its lab: the engine's name for it is `ptalab-<lab>-<name>`, and its own host name this. */
  readonly name: string;
  readonly image: string;
  /** Whether an image that is not there may be pulled; otherwise its absence is an error. */
  readonly pull?: boolean;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  /** `uid` or `uid:gid`; what the image says unless told. */
  readonly user?: string;
  /** The first one gives the default route unless it is internal. None: the engine's own bridge. */
  readonly networks?: readonly Attachment[];
  /** A read-only root file system. */
  readonly readOnly?: boolean;
  /** Paths of memory file systems, with mount options such as `rw,size=16m,mode=1777`. */
  readonly tmpfs?: Readonly<Record<string, string>>;
  readonly folder?: ContainerFolder;
  /** TCP ports published on 127.0.0.1, each under a port the engine picks. */
  readonly publish?: readonly number[];
  /** Name servers for what the lab's networks do not know. */
  readonly dns?: readonly string[];
  /** Names for /etc/hosts, and their addresses. */
  readonly extraHosts?: Readonly<Record<string, string>>;
  /** Keeps standard input open: the reference agent ends when it closes. */
  readonly openStdin?: boolean;
  readonly memoryBytes?: number;
  readonly pids?: number;
  /** Without any capability; false for images that need some. */
  readonly dropCapabilities?: boolean;
  /** Is told of every line of output, standard output and standard error alike. */
  readonly onLine?: (line: string) => void;
  /** Is told whenever it ends. */
  readonly onExit?: (exit: ContainerExit) => void;
  readonly ready: Readiness;
  /** Real milliseconds it may take. */
  readonly readyWithinMs: number;
}
