import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { getEventListeners, once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { startChild, type ChildDefinition } from './child.ts';
import { ChildStartError } from './errors.ts';
import { Janitor } from './janitor.ts';

const janitor = new Janitor();
afterAll(() => janitor[Symbol.dispose]());

function program(code: string): ChildDefinition {
  const [command, args] = [process.execPath, ['-e', code]];
  return { name: 'agent AGENT1', command, args, env: {}, ready: /^ready (\w+)$/, readyWithinMs: 5_000 };
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function gone(pid: number): Promise<void> {
  while (runs(pid)) await new Promise((done) => setTimeout(done, 5));
}

test('a child that says it is ready is started, and stops on SIGTERM', async () => {
  const child = await startChild(program("console.log('ready one'); process.stdin.resume();"), janitor);
  expect(child.ready[1]).toBe('one');
  expect(await child.stop()).toEqual({ code: null, signal: 'SIGTERM' });
});

test('one that exits at once is reported with its exit code and its last 20 lines', async () => {
  const code = "for (let i = 1; i <= 30; i++) console.error('line ' + i); process.exitCode = 3;";
  const error = await startChild(program(code), janitor).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ChildStartError);
  const text = String(error);
  expect(text).toContain('agent AGENT1 exited with code 3');
  expect(text).toContain('line 30');
  expect(text).toContain('line 11');
  expect(text).not.toContain('line 10\n');
});

test('a command that does not exist is reported, not thrown past', async () => {
  const missing = { ...program(''), command: '/nowhere/agent' };
  await expect(startChild(missing, janitor)).rejects.toThrow('cannot be started');
});

test('one that ignores SIGTERM is killed after its grace', async () => {
  const child = await startChild(
    program("process.on('SIGTERM', () => {}); console.log('ready two'); process.stdin.resume();"),
    janitor,
  );
  expect(await child.stop(50)).toEqual({ code: null, signal: 'SIGKILL' });
});

test('half a line on standard error does not hide the ready line', async () => {
  const code =
    "process.stderr.write('loading… '); setTimeout(() => console.log('ready four'), 20); process.stdin.resume();";
  const child = await startChild(program(code), janitor);
  expect(child.ready[1]).toBe('four');
  // Two pipes: which is read first is open until both are.
  await child.stop();
  expect(child.tail()).toEqual(['ready four', 'loading… ']);
});

test('what a child has started ends with it, also after a graceful exit', async () => {
  const code = `const { spawn } = require('child_process');
    const helper = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
    process.on('SIGTERM', () => process.exit(0)); console.log('ready p' + helper.pid); process.stdin.resume();`;
  const child = await startChild(program(code), janitor);
  const helper = Number(child.ready[1]?.slice(1));
  expect(runs(helper)).toBe(true);
  expect(await child.stop()).toEqual({ code: 0, signal: null });
  await gone(helper);
});

test('a grandchild that has left the group and holds the output does not hold up the stop', async () => {
  const code = `const { spawn } = require('child_process');
    const escaped = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 3000)'], { stdio: 'inherit', detached: true });
    console.log('ready p' + escaped.pid); process.stdin.resume();`;
  const child = await startChild(program(code), janitor);
  const escaped = Number(child.ready[1]?.slice(1));
  await child.stop();
  expect(runs(escaped)).toBe(true);
  process.kill(escaped, 'SIGKILL');
});

test('a child that is no longer wanted is stopped while it starts', async () => {
  const abort = new AbortController();
  const starting = startChild(
    program("console.log('p' + process.pid); setInterval(() => {}, 1000)"),
    janitor,
    abort.signal,
  );
  abort.abort();
  await expect(starting).rejects.toThrow('was stopped while it started');
});

test('a child that has started lets go of the signal that could have stopped it', async () => {
  const { signal } = new AbortController();
  const child = await startChild(
    program("console.log('ready five'); process.stdin.resume();"),
    janitor,
    signal,
  );
  expect(getEventListeners(signal, 'abort')).toEqual([]);
  await child.stop();
});

test('kill -9 of the harness leaves neither a stubborn child nor a folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'witness-'));
  const left = join(folder, 'lab');
  const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
  const stubborn = "setInterval(() => {}, 1000); console.log('ready three');";
  const harness = `
    import { startChild } from ${JSON.stringify(here('./child.ts'))};
    import { Janitor } from ${JSON.stringify(here('./janitor.ts'))};
    const janitor = new Janitor();
    janitor.makeFolder(${JSON.stringify(left)});
    const definition = { name: 'stubborn', command: process.execPath, args: ['-e', ${JSON.stringify(stubborn)}],
      env: {}, ready: /^ready/, readyWithinMs: 5000 };
    const child = await startChild(definition, janitor);
    console.log(JSON.stringify([child.pid, janitor.pid]));
    setInterval(() => {}, 1000);`;
  const args = ['--input-type=module-typescript', '-e', harness];
  const process_ = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(process_.stdout, 'data')) as [Buffer];
  const [childPid, janitorPid] = JSON.parse(line.toString()) as [number, number];
  expect([runs(childPid), existsSync(left)]).toEqual([true, true]);
  process_.kill('SIGKILL');
  await gone(janitorPid);
  await gone(childPid);
  expect(existsSync(left)).toBe(false);
  rmSync(folder, { recursive: true });
});
