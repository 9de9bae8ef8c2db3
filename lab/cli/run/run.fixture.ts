import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';
import { readOrder, type RunOptions } from './order.ts';
import { dryRun } from './dry-run.ts';
import { list, run } from './run.ts';

const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/ptalab-run-tests', import.meta.url));
const SUPPORT = ['limits', 'parallel', 'not-here'].map(
  (name) => new URL(`../../../steps/support/${name}.ts`, import.meta.url).href,
);

/** Step definitions that need no lab. */
const STEPS = `
import { After, Given, defineParameterType } from '@cucumber/cucumber';
After(function ({ result }) { if (result.status === 'FAILED') this.attach('its hops', 'text/plain'); });
Given('all is well', () => {});
class LabStartError extends Error {}
Given('no lab comes up', () => { throw new LabStartError('the lab did not start: an agent failed: no such program'); });
Given('it breaks', () => { throw new Error('the hop at fault'); });
Given('it is skipped', () => 'skipped');
Given('it waits for {word}', async function (what) { this.pending = what; await new Promise(() => {}); });
Given('two meanings', () => {});
Given('a lab described by:', (text) => { throw new Error('a dry run starts nothing'); });
Given('the lab described in {string}', (file) => {});
defineParameterType({ name: 'even', regexp: /\\d+/, transformer: (text) => {
  if (Number(text) % 2 === 1) throw new Error(text + ' is odd'); return Number(text); } });
Given('{even} agents', (count) => {});
Given(/two meanings?/, () => {});
`;

/**
 * A folder with features of its own, as a user's; inside the checkout, so that its steps find cucumber. Modules are
 * evaluated once a process and register their steps then, so each folder names the package's by an address of its own.
 */
export class UserFolder implements Disposable {
  readonly path: string;
  readonly said: string[] = [];

  constructor(features: Readonly<Record<string, string>>) {
    mkdirSync(CACHE, { recursive: true });
    this.path = mkdtempSync(join(CACHE, 'folder-'));
    this.#write('steps/steps.mjs', STEPS);
    this.#write(
      'steps/support.mjs',
      SUPPORT.map((url) => `import '${url}?${basename(this.path)}';\n`).join(''),
    );
    for (const [name, text] of Object.entries(features)) this.#write(join('features', name), text);
  }

  /** Runs it as `ptalab run` would; what was said is in `said`. */
  run(options: Partial<RunOptions> = {}, patterns: readonly string[] = []): Promise<ExitCode> {
    const limits = { scenarioLimit: '20s', runLimit: '20s' };
    const order = readOrder(patterns, { ...limits, seed: 'test', parallel: '1', ...options }, {});
    const host = {
      cwd: this.path,
      terminal: this.#terminal(),
      exit: () => undefined,
      support: () => this.support(),
    };
    if (options.list === true) return list(order, host);
    return options.dryRun === true ? dryRun(order, host) : run(order, host);
  }

  get text(): string {
    return this.said.join('\n');
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  /** Its step definitions. */
  support(): string[] {
    return ['steps/support.mjs', 'steps/steps.mjs'].map((name) => join(this.path, name));
  }

  #terminal(): Terminal {
    const note = (line: string): void => void this.said.push(line);
    return { isTerminal: false, say: note, complain: note, live: () => undefined };
  }

  #write(name: string, text: string): void {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
