import type { ChildProcess } from 'node:child_process';
import { wallDeadline, wallSleep } from '../clock/wall.ts';
import type { ChildExit, StartedChild } from './child.ts';
import type { Janitor } from './janitor.ts';
import type { LineTail } from './line-tail.ts';

const GRACE_MS = 5_000;
const LAST_WORDS_MS = 200;

/** A child from the moment it is spawned until it, and all that it started in its process group, is gone. */
export class RunningChild {
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
    this.exited = this.#untilGone().finally(() => {
      if (pid !== undefined) janitor.forgetProcess(pid);
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

  /** SIGTERM goes to the child, which knows how to end; any other signal to its whole process group. */
  signal(signal: NodeJS.Signals): void {
    const { pid } = this.#process;
    if (pid === undefined || this.#exit !== undefined) return;
    send(signal === 'SIGTERM' ? pid : -pid, signal);
  }

  async stop(graceMs: number = GRACE_MS): Promise<ChildExit> {
    if (graceMs > 0) {
      this.signal('SIGTERM');
      const gone = this.exited.then(() => true);
      const late = (): Error => new Error('late');
      if (await wallDeadline(graceMs, gone, late).catch(() => false)) return this.exited;
    }
    this.signal('SIGKILL');
    return this.exited;
  }

  /** The child has exited, what it had started is killed, and its last words are heard, or nobody says them any more. */
  async #untilGone(): Promise<ChildExit> {
    const process = this.#process;
    const closed = new Promise<void>((resolve) => process.once('close', () => resolve()));
    const exit = await new Promise<ChildExit>((resolve) => {
      process.once('exit', (code, signal) => resolve({ code, signal }));
      process.once('error', () => resolve({ code: null, signal: null }));
    });
    if (process.pid !== undefined) send(-process.pid, 'SIGKILL');
    await Promise.race([closed, wallSleep(LAST_WORDS_MS)]);
    for (const stream of process.stdio) stream?.destroy();
    this.#exit = exit;
    return exit;
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended between the look and the signal.
  }
}
