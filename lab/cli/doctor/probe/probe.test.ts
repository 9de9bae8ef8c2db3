import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EngineError } from '../../../containers/index.ts';
import { probeClock } from './clock.ts';
import { probeDocker, type EngineDoor } from './docker.ts';
import { probeK6 } from './k6.ts';
import { probeLeftovers } from './leftovers.ts';
import { openFilesIn, probeDisk, probeMachine } from './machine.ts';
import { listen, probePorts } from './ports.ts';
import { probe } from './probe.ts';
import { runProgram, type Runner } from './runner.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptalab-doctor-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const nothing: Runner = () => Promise.resolve(undefined);

test('a program that is not there, or fails, answers nothing', async () => {
  expect(await runProgram('/nowhere/docker', [])).toBeUndefined();
  expect(await runProgram(process.execPath, ['-e', 'process.exit(1)'])).toBeUndefined();
  expect(await runProgram(process.execPath, ['--version'])).toBe(process.version);
});

describe('ports', () => {
  test('one that somebody has is told by its code', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    expect(await listen('127.0.0.1', port)).toBe('EADDRINUSE');
    await new Promise((done) => server.close(done));
    expect(await listen('127.0.0.1', port)).toBeUndefined();
  });

  test('an address that is not of this machine is told so', async () => {
    expect((await probePorts('192.0.2.1')).any).toBe('EADDRNOTAVAIL');
  });
});

describe('the machine', () => {
  test('tells its cores and memory, and its limits where there are some', async () => {
    const limits = join(folder, 'limits');
    writeFileSync(
      limits,
      'Limit  Soft  Hard  Units\nMax open files            1024                 524288               files\n',
    );
    const facts = await probeMachine(limits);
    expect(facts).toMatchObject({ openFiles: 1_024 });
    expect(facts.cores).toBeGreaterThan(0);
    expect(facts.freeBytes).toBeLessThanOrEqual(facts.memoryBytes);
    expect((await probeMachine(join(folder, 'none'))).openFiles).toBeUndefined();
    expect(openFilesIn('Max open files  unlimited')).toBeUndefined();
  });

  test('a folder that cannot be written to says why', async () => {
    expect(await probeDisk('temp', folder)).toMatchObject({ role: 'temp', unwritable: undefined });
    expect((await probeDisk('work', join(folder, 'none'))).unwritable).toBe('ENOENT');
  });
});

describe('the clock', () => {
  const readings = (walls: number[], monotonic: number[]): Parameters<typeof probeClock>[1] => ({
    now: () => walls.shift() ?? 0,
    elapsed: () => monotonic.shift() ?? 0,
    pause: () => Promise.resolve(),
  });

  test('that was set meanwhile went apart from the monotonic one', async () => {
    expect(await probeClock('UTC', readings([1_000, 61_040], [5, 45]))).toMatchObject({
      apartMs: 60_000,
      wentBack: false,
    });
    expect(await probeClock('UTC', readings([1_000, 1_040], [45, 5]))).toMatchObject({ wentBack: true });
  });

  test.each([
    ['Mars/Base', 'Mars/Base'],
    ['Europe/Zurich', undefined],
    [':Europe/Zurich', undefined],
    ['CET-1CEST', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('TZ=%s', async (zone, unknown) => {
    expect((await probeClock(zone, readings([0, 0], [0, 0]))).unknownZone).toBe(unknown);
  });
});

describe('docker', () => {
  const door = (change: Partial<EngineDoor>): EngineDoor => ({
    check: () => Promise.resolve({ version: '28.0', address: '/x.sock', freeBytes: 5 }),
    has: () => Promise.resolve(true),
    objects: () => Promise.resolve([]),
    ...change,
  });
  const fails = (problem: 'stopped' | 'disk') => () =>
    Promise.reject(new EngineError(problem, 'it is wrong', 'Mend it'));

  test('that is well tells version, image and objects', async () => {
    expect(await probeDocker(() => Promise.resolve('Docker version 28'), 'ptalab:1', door({}))).toEqual({
      client: 'Docker version 28',
      engine: { state: 'ok', version: '28.0', address: '/x.sock', freeBytes: 5 },
      image: { tag: 'ptalab:1', present: true },
      objects: [],
    });
  });

  test('that does not answer is asked nothing more', async () => {
    const has = (): Promise<boolean> => Promise.reject(new Error('asked all the same'));
    expect(await probeDocker(nothing, 'ptalab:1', door({ check: fails('stopped'), has }))).toEqual({
      client: undefined,
      engine: { state: 'wrong', problem: 'stopped', reason: 'it is wrong', remedy: 'Mend it' },
      image: undefined,
      objects: undefined,
    });
  });

  test('whose disk is full still tells what labs have left on it', async () => {
    const found = await probeDocker(nothing, 'ptalab:1', door({ check: fails('disk') }));
    expect(found).toMatchObject({ engine: { problem: 'disk' }, objects: [] });
  });

  test('that fails otherwise is a problem too', async () => {
    const check = (): Promise<never> => Promise.reject(new Error('socket hang up'));
    const { engine } = await probeDocker(nothing, 'ptalab:1', door({ check }));
    expect(engine).toMatchObject({ state: 'wrong', reason: 'the container engine fails: socket hang up' });
  });
});

describe('k6', () => {
  const search = { asked: undefined, environment: undefined, folders: [] };

  test('that cannot be used is told without its remedy', async () => {
    const find = (): Promise<never> =>
      Promise.reject(new Error('there is no k6; `npm run k6:build` builds it'));
    const found = await probeK6(nothing, search, folder, find);
    expect(found).toEqual({
      binary: { wrong: 'there is no k6' },
      go: undefined,
      goNeeded: undefined,
      stale: undefined,
    });
  });

  test.each([
    ['{"key":"a"}', false],
    ['{"key":"b"}', true],
    ['{', true],
  ])('built as %s of sources whose key is a: stale is %s', async (record, stale) => {
    mkdirSync(join(folder, 'scripts/k6'), { recursive: true });
    mkdirSync(join(folder, '.k6'));
    const module = "export const readSources = () => ({ key: 'a', goVersion: '1.24.0' });";
    writeFileSync(join(folder, 'scripts/k6/sources.ts'), module);
    const find = (): Promise<{ path: string; version: string }> =>
      Promise.resolve({ path: '/k6', version: 'v1' });
    expect((await probeK6(nothing, search, folder, find)).stale).toBeUndefined();
    writeFileSync(join(folder, '.k6/build.json'), record);
    expect(await probeK6(nothing, search, folder, find)).toMatchObject({ stale, goNeeded: '1.24.0' });
  });
});

test('folders of labs whose process is gone are leftovers, those of others are not', () => {
  for (const name of ['ptalab-41-0123456789ab', 'ptalab-42-0123456789ab', 'ptalab-43', 'other'])
    mkdirSync(join(folder, name));
  const found = probeLeftovers(folder, folder, (pid) => pid === 42);
  expect(found).toMatchObject({
    folders: [join(folder, 'ptalab-41-0123456789ab')],
    labFile: { state: 'none' },
  });
  expect(probeLeftovers(folder, join(folder, 'none')).folders).toEqual([]);
});

test('everything together is looked at, and nothing is left behind', async () => {
  const facts = await probe({
    cwd: folder,
    root: folder,
    version: '1.2.3',
    env: { PTALAB_K6: '/nowhere/k6' },
    run: nothing,
  });
  expect(facts.node).toMatchObject({ own: process.version, onPath: undefined });
  expect(facts.k6.binary).toMatchObject({ wrong: expect.stringContaining('PTALAB_K6 names /nowhere/k6') });
  expect(facts.disks.map(({ role }) => role)).toEqual(['temp', 'work']);
});
