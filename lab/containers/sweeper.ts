import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startWitness } from '../processes/witness.ts';

/** What the harness says when it has swept by itself. */
export const DONE = 'done';

/**
 * The witness outside for containers, as the janitor is for processes: a process of its own that removes a lab's
 * containers and networks when the pipe to the harness closes, however the harness ended. It does not share the
 * harness's terminal, so Ctrl-C does not end it.
 */
export class Sweeper implements Disposable {
  readonly #process: ChildProcess;

  /** Throws WitnessStartError. */
  constructor(lab: string) {
    const program = `./sweeper-main${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`;
    this.#process = startWitness('the sweeper', [fileURLToPath(new URL(program, import.meta.url)), lab]);
  }

  /** Its process id, so that a test can see it go. */
  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Everything is swept already: the process ends without a look. */
  [Symbol.dispose](): void {
    this.#process.stdin?.end(DONE);
  }
}
