import { spawn, type ChildProcess } from 'node:child_process';
import { wallDeadline } from '../clock/wall.ts';
import { ChildStartError } from './errors.ts';
import type { Janitor } from './janitor.ts';
import { LineTail } from './line-tail.ts';
import { RunningChild } from './running-child.ts';

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

/**
 * Starts a child and waits for its ready line. Throws ChildStartError with exit code and the last 20 lines, also when
 * `signal` says that it is no longer wanted.
 */
export async function startChild(
  definition: ChildDefinition,
  janitor: Janitor,
  signal?: AbortSignal,
): Promise<StartedChild> {
  const process = spawn(definition.command, [...definition.args], {
    env: { ...definition.env },
    cwd: definition.cwd,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const tail = new LineTail(20);
  const child = new RunningChild(definition.name, process, tail, janitor);
  const errors = tail.stream();
  process.stdin.on('error', () => undefined);
  process.stderr.on('data', (chunk: Buffer) => errors.add(chunk.toString('utf8')));
  const fail = (cause: string): ChildStartError => new ChildStartError(definition, cause, tail.lines());
  using watching = new DisposableStack();
  try {
    const ready = Promise.race([
      readyLine(definition, process, tail),
      endOf(process, child, fail),
      unwanted(signal, fail, watching),
    ]);
    const late = (): Error => fail(`was not ready within ${definition.readyWithinMs / 1000} s`);
    return child.started(await wallDeadline(definition.readyWithinMs, ready, late));
  } catch (error) {
    await child.stop(0);
    throw error;
  }
}

type Fail = (cause: string) => ChildStartError;

function readyLine(
  definition: ChildDefinition,
  process: ChildProcess,
  tail: LineTail,
): Promise<RegExpMatchArray> {
  const output = tail.stream();
  return new Promise((resolve) => {
    process.stdout?.on('data', (chunk: Buffer) => {
      for (const line of output.add(chunk.toString('utf8'))) {
        const match = definition.ready.exec(line);
        if (match !== null) resolve(match);
      }
    });
  });
}

/** Rejects when the child cannot be started, or ends. */
function endOf(process: ChildProcess, child: RunningChild, fail: Fail): Promise<never> {
  return new Promise((_, reject) => {
    process.once('error', (error) => reject(fail(`cannot be started: ${error.message}`)));
    void child.exited.then((exit) => reject(fail(describeExit(exit))));
  });
}

/** Rejects when `signal` aborts while the child starts; one signal serves many starts, so each lets go of it. */
function unwanted(signal: AbortSignal | undefined, fail: Fail, watching: DisposableStack): Promise<never> {
  return new Promise((_, reject) => {
    const leave = (): void => reject(fail('was stopped while it started'));
    if (signal?.aborted === true) leave();
    else signal?.addEventListener('abort', leave, { once: true });
    watching.defer(() => signal?.removeEventListener('abort', leave));
  });
}

function describeExit({ code, signal }: ChildExit): string {
  return signal === null ? `exited with code ${code ?? 'unknown'}` : `was ended by ${signal}`;
}
