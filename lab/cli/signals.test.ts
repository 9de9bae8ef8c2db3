import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const MAIN = path('./main.ts');
/** What `npm start` and `ptalab` are under an older Node. */
const WRAPPER = `import { runOn } from ${JSON.stringify(path('../../bin/run-on.js'))};
runOn(process.execPath, [${JSON.stringify(MAIN)}, 'up'], { failed: () => process.exit(3) });`;
const WRAPPED = ['--input-type=module', '--eval', WRAPPER];

let folder: string;
let child: ChildProcess;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptalab-signals-'));
});
afterEach(() => {
  child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a program that prints what `wanted` fits once it listens to signals. */
async function started(args: readonly string[], wanted: string): Promise<() => string> {
  child = spawn(process.execPath, [...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  await new Promise<void>((resolve) => {
    const take = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes(wanted)) resolve();
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('close', () => resolve());
  });
  return () => output;
}

async function exitCode(): Promise<unknown> {
  const [code] = child.exitCode === null ? await once(child, 'close') : [child.exitCode];
  return code;
}

test.each(['SIGINT', 'SIGTERM'] as const)('%s to the wrapper alone ends the lab in order', async (signal) => {
  const output = await started(WRAPPED, 'Ctrl-C');
  expect(output()).toContain('the lab is up');
  child.kill(signal);
  expect(await exitCode()).toBe(130);
  expect(output()).toContain('taking the lab down');
  expect(existsSync(join(folder, '.ptalab'))).toBe(false);
});

test('Ctrl-C, which reaches wrapper and lab alike, counts once', async () => {
  const output = await started(WRAPPED, 'Ctrl-C');
  const { pid } = child;
  if (pid === undefined) throw new Error('the wrapper did not start');
  process.kill(-pid, 'SIGINT');
  expect(await exitCode()).toBe(130);
  expect(output()).toContain('taking the lab down');
});

test('a signal early in the start ends it with the same code', async () => {
  await started(WRAPPED, 'seed ');
  child.kill('SIGTERM');
  expect(await exitCode()).toBe(130);
});
