import type { LabNetwork } from './lab-network.ts';

/** How a container's program ended: 128 + signal number when a signal ended it. */
export interface ContainerExit {
  readonly code: number;
  readonly outOfMemory: boolean;
}

export interface ExecOutcome {
  readonly exitCode: number;
  readonly output: string;
}

/** A container that was ready once. Disposing of it removes it, with its volumes. */
export interface StartedLabContainer extends AsyncDisposable {
  readonly name: string;
  readonly id: string;
  /** Of the present run: a later `start` begins another. */
  readonly exited: Promise<ContainerExit>;
  /** Undefined while it runs. */
  readonly exit: ContainerExit | undefined;
  /** Its address in a network, as it is now; changes over `reconnect` unless it was given a fixed one. */
  ip(network: LabNetwork): Promise<string>;
  /** The port of 127.0.0.1 under which one of its ports is published, as it is now: it changes with every start. */
  mappedPort(port: number): Promise<number>;
  /** The last lines of its output, oldest first; 20 unless told, and no more than that are kept. */
  tail(lines?: number): readonly string[];
  /** SIGKILL, or another signal. Does not wait: `exited` says when it is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Freezes all of its processes: connections stay open, and nobody answers. */
  pause(): Promise<void>;
  unpause(): Promise<void>;
  /** SIGTERM, then SIGKILL after `graceMs` of real time. The container stays and can be started again. */
  stop(graceMs?: number): Promise<ContainerExit>;
  /** Starts it again on the same file system, and waits until it is ready as at first. Throws ContainerStartError. */
  start(signal?: AbortSignal): Promise<void>;
  /** Takes it out of a network as if its cable were pulled. */
  disconnect(network: LabNetwork): Promise<void>;
  /** Puts it back with the names and address it had there. */
  reconnect(network: LabNetwork): Promise<void>;
  exec(command: readonly string[]): Promise<ExecOutcome>;
  /** Writes files of the definition's folder anew, by their paths in it, whether it runs or not. */
  rewrite(content: Readonly<Record<string, string>>): Promise<void>;
}
