import type { ChildProcess } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startWitness } from './witness.ts';

/**
 * The witness outside: a process of its own that is told of every child and every folder of a harness before they
 * exist, and sweeps what is left when the pipe to the harness closes, however the harness ended.
 */
export class Janitor implements Disposable {
  readonly #process: ChildProcess;

  /** Throws WitnessStartError. */
  constructor() {
    const program = fileURLToPath(
      new URL(`./janitor-main${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
    );
    this.#process = startWitness('the janitor', [program], {});
  }

  /** Its process id, so that a test can see it go. */
  get pid(): number | undefined {
    return this.#process.pid;
  }

  watchProcess(pid: number): void {
    this.#tell(`+process ${pid}`);
  }

  forgetProcess(pid: number): void {
    this.#tell(`-process ${pid}`);
  }

  /** Makes a folder, readable by its owner alone, that goes when the harness goes. */
  makeFolder(path: string): void {
    this.#tell(`+path ${path}`);
    mkdirSync(path, { recursive: true, mode: 0o700 });
  }

  /** Says that a file will exist that must not outlive the harness. */
  watchFile(path: string): void {
    this.#tell(`+path ${path}`);
  }

  /** Removes a folder or file now. */
  remove(path: string): void {
    rmSync(path, { recursive: true, force: true });
    this.#tell(`-path ${path}`);
  }

  [Symbol.dispose](): void {
    this.#process.stdin?.end();
  }

  #tell(line: string): void {
    this.#process.stdin?.write(`${line}\n`);
  }
}
