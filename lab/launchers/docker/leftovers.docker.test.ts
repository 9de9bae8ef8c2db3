import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { connectEngine, findLabObjects, type EngineApi, type LabObject } from '../../containers/index.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** Real milliseconds after which the engine is looked at again. */
const LOOK_MS = 100;

let engine: EngineApi;
let folder: string;
let run: ChildProcess;

beforeAll(async () => void (engine = await connectEngine()));
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'ptalab-leftovers-'))));
afterEach(() => {
  run.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** What the run has on the engine now. */
async function held(): Promise<LabObject[]> {
  const owner = `${run.pid}@`;
  return (await findLabObjects(engine)).filter((one) => one.owner?.startsWith(owner) === true);
}

/** A run whose first lab is half up: the relay and a component are there, and more are being made. */
async function middleOfRun(): Promise<void> {
  const args = ['lab/cli/main.ts', 'run', 'features/verify', '--launcher', 'docker', '--parallel', '1'];
  run = spawn(process.execPath, [...args, '--report', join(folder, 'report')], {
    cwd: ROOT,
    env: { ...process.env, TMPDIR: folder },
    stdio: 'ignore',
  });
  while ((await held()).filter(({ kind }) => kind === 'container').length < 3) {
    if (run.exitCode !== null) throw new Error(`the run has ended already, with ${run.exitCode}`);
    await sleep(LOOK_MS);
  }
}

/** Processes of this machine that name the lab or the run's folder, sweepers and janitors among them. */
function processesOf(lab: string): string[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,stat=,args='], { encoding: 'utf8' });
  const names = [`sweeper-main.ts ${lab}`, folder];
  return stdout
    .split('\n')
    .filter((line) => names.some((name) => line.includes(name)) && !/^\s*\d+ Z/.test(line));
}

test.each([
  ['SIGKILL', null],
  ['SIGINT', 130],
] as const)(
  'a run ended by %s in the middle leaves no container, network, process or folder',
  async (signal, expected) => {
    await middleOfRun();
    const labs = new Set((await held()).map(({ lab }) => lab));
    run.kill(signal);
    const [code] = await once(run, 'exit');
    expect(code).toBe(expected);
    const left = async (): Promise<readonly string[]> => [
      ...(await held()).map(({ name }) => name),
      ...[...labs].flatMap(processesOf),
      ...readdirSync(folder).filter((name) => name.startsWith('ptalab-')),
    ];
    // The test's own limit bounds this.
    while ((await left()).length > 0) await sleep(LOOK_MS);
    expect(await left()).toEqual([]);
  },
);
