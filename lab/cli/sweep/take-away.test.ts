import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EngineError } from '../../containers/index.ts';
import { printSwept, sweptJson } from './print.ts';
import { takeAway, type EngineSweep, type Swept } from './take-away.ts';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'ptalab-sweep-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const nothing: EngineSweep = () => Promise.resolve([]);
const refusing =
  (problem: 'stopped' | 'forbidden'): EngineSweep =>
  () =>
    Promise.reject(new EngineError(problem, 'the engine is as it is', 'Do this'));

function linesOf(swept: Swept): string[] {
  const said: string[] = [];
  const note = (line: string): void => void said.push(line);
  printSwept({ isTerminal: false, say: note, complain: note, live: () => undefined }, swept);
  return said;
}

/** A lab of a process that is gone, one of this process, and what only looks like one. */
function leave(): { dead: string[]; alive: string[] } {
  const { pid: gone } = spawnSync(process.execPath, ['-e', '']);
  const place = (name: string): string => join(folder, name);
  const dead = [place(`ptalab-${gone}-0123456789ab`), place(`ptalab-load-${gone}-0123456789ab`)];
  const alive = [
    place(`ptalab-${process.pid}-0123456789ab`),
    place(`ptalab-${gone}-mine`),
    place(`x-ptalab-${gone}-0123456789ab`),
  ];
  for (const path of [...dead, ...alive]) {
    mkdirSync(path);
    writeFileSync(join(path, 'file'), '');
  }
  return { dead, alive };
}

test('takes away folders of dead labs and nothing else', async () => {
  const { dead, alive } = leave();
  const swept = await takeAway(folder, folder, nothing);
  expect(swept.removed.map(({ name }) => name).sort()).toEqual(dead.sort());
  expect(dead.filter(existsSync)).toEqual([]);
  expect(alive.filter((path) => !existsSync(path))).toEqual([]);
  expect(linesOf(await takeAway(folder, folder, nothing))).toEqual(['dead labs have left nothing']);
});

test("takes away this folder's lab file when its lab is gone, and only then", async () => {
  const path = join(folder, '.ptalab', 'lab.json');
  const write = (pid: number | undefined): void =>
    writeFileSync(path, JSON.stringify({ url: 'http://127.0.0.1:1/', token: 'x'.repeat(16), pid }));
  mkdirSync(join(folder, '.ptalab'));
  write(process.pid);
  expect((await takeAway(folder, folder, nothing)).removed).toEqual([]);
  write(spawnSync(process.execPath, ['-e', '']).pid);
  expect((await takeAway(folder, folder, nothing)).removed).toEqual([{ kind: 'file', name: path }]);
  expect(existsSync(path)).toBe(false);
});

test('does without an engine, and fails when one cannot be asked', async () => {
  const { dead } = leave();
  const without = await takeAway(folder, folder, refusing('stopped'));
  expect(without).toMatchObject({ failed: [], withoutEngine: 'the engine is as it is' });
  expect(without.removed).toHaveLength(dead.length);
  const refused = await takeAway(folder, folder, refusing('forbidden'));
  expect(linesOf(refused)).toEqual(['ptalab: the container engine: the engine is as it is. Do this']);
  expect(sweptJson(refused)).toMatchObject({ version: 1, removed: [], failed: [{}] });
});

test('says each thing that it has removed on a line of its own', async () => {
  const onEngine: EngineSweep = () =>
    Promise.resolve([
      { kind: 'container', name: 'ptalab-a1-AGENT1' },
      { kind: 'network', name: 'ptalab-a1-corporate' },
    ]);
  expect(linesOf(await takeAway(folder, folder, onEngine))).toEqual([
    'removed container ptalab-a1-AGENT1',
    'removed network   ptalab-a1-corporate',
  ]);
});
