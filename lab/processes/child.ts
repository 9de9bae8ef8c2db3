import { spawn, type ChildProcess } from 'node:child_process';
import { wallDeadline } from '../clock/wall.ts';
import { ChildStartError } from './errors.ts';
import type { Janitor } from './janitor.ts';
import { LineTail } from './line-tail.ts';

/** How to start a child process. */
export interface ChildDefinition {
  /** For people: `agent AGENT1`. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** A line of standard output that says the child is ready. */
  readonly ready: RegExp;
  /** Real milliseconds it may take to say so. */
  readonly readyWithinMs: number;
}

/** How a child process ended. */
export interface ChildExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/**
 * A child process that has said it is ready. It is given one end of a pipe as standard input, and must end when that
 * closes; whatever does not is killed by the janitor, so that nothing outlives even a `kill -9` of the harness.
 */
export interface StartedChild extends AsyncDisposable {
  readonly name: string;
  readonly pid: number;
  /** The match of the ready pattern. */
  readonly ready: RegExpMatchArray;
  readonly exited: Promise<ChildExit>;
  /** Undefined while it runs. */
  readonly exit: ChildExit | undefined;
  /** The last lines of its output, oldest first. */
  tail(): readonly string[];
  signal(signal: NodeJS.Signals): void;
  /** SIGTERM, then SIGKILL after `graceMs` of real time. */
  stop(graceMs?: number): Promise<ChildExit>;
}

const GRACE_MS = 5_000;

/** Starts a child and waits for its ready line. Throws ChildStartError with exit code and the last 20 lines. */
export async function startChild(definition: ChildDefinition, janitor: Janitor): Promise<StartedChild> {
  const process = spawn(definition.command, [...definition.args], {
    env: { ...definition.env },
    cwd: definition.cwd,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const tail = new LineTail(20);
  const child = new RunningChild(definition.name, process, tail, janitor);
  process.stdin.on('error', () => undefined);
  process.stderr.on('data', (chunk: Buffer) => tail.add(chunk.toString('utf8')));
  const ready = await untilReady(definition, process, child, tail).catch(async (error: unknown) => {
    await child.stop(0);
    throw error;
  });
  return child.started(ready);
}

function untilReady(
  definition: ChildDefinition,
  process: ChildProcess,
  child: RunningChild,
  tail: LineTail,
): Promise<RegExpMatchArray> {
  const said = new Promise<RegExpMatchArray>((resolve, reject) => {
    process.once('error', (error) =>
      reject(new ChildStartError(definition, `cannot be started: ${error.message}`, [])),
    );
    process.stdout?.on('data', (chunk: Buffer) => {
      for (const line of tail.add(chunk.toString('utf8'))) {
        const match = definition.ready.exec(line);
        if (match !== null) resolve(match);
      }
    });
    void child.exited.then((exit) =>
      reject(new ChildStartError(definition, describeExit(exit), tail.lines())),
    );
  });
  const late = (): Error =>
    new ChildStartError(
      definition,
      `was not ready within ${definition.readyWithinMs / 1000} s`,
      tail.lines(),
    );
  return wallDeadline(definition.readyWithinMs, said, late);
}

export function describeExit({ code, signal }: ChildExit): string {
  return signal === null ? `exited with code ${code ?? 'unknown'}` : `was ended by ${signal}`;
}

class RunningChild {
  readonly name: string;
  readonly exited: Promise<ChildExit>;
  readonly #process: ChildProcess;
  readonly #tail: LineTail;
  #exit: ChildExit | undefined;

  constructor(name: string, process: ChildProcess, tail: LineTail, janitor: Janitor) {
    this.name = name;
    this.#process = process;
    this.#tail = tail;
    const { pid } = process;
    if (pid !== undefined) janitor.watchProcess(pid);
    this.exited = new Promise((resolve) => {
      const finish = (code: number | null, signal: NodeJS.Signals | null): void => {
        this.#exit ??= { code, signal };
        if (pid !== undefined) janitor.forgetProcess(pid);
        resolve(this.#exit);
      };
      process.once('close', finish);
      process.once('error', () => finish(null, null));
    });
  }

  started(ready: RegExpMatchArray): StartedChild {
    const current = (): ChildExit | undefined => this.#exit;
    return {
      name: this.name,
      pid: this.#process.pid ?? 0,
      ready,
      exited: this.exited,
      get exit() {
        return current();
      },
      tail: () => this.#tail.lines(),
      signal: (signal) => this.signal(signal),
      stop: (graceMs) => this.stop(graceMs),
      [Symbol.asyncDispose]: async () => {
        await this.stop();
      },
    };
  }

  /** Signals the child and whatever it has started. */
  signal(signal: NodeJS.Signals): void {
    const { pid } = this.#process;
    if (pid === undefined || this.#exit !== undefined) return;
    try {
      process.kill(signal === 'SIGTERM' ? pid : -pid, signal);
    } catch {
      // It has ended between the look and the signal.
    }
  }

  async stop(graceMs: number = GRACE_MS): Promise<ChildExit> {
    if (graceMs > 0) {
      this.signal('SIGTERM');
      const gone = await wallDeadline(
        graceMs,
        this.exited.then(() => true),
        () => new Error('late'),
      ).catch(() => false);
      if (gone) return this.exited;
    }
    this.signal('SIGKILL');
    return this.exited;
  }
}
