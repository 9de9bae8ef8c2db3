import { describe, expect, test } from 'vitest';
import type { Facts } from './facts.ts';
import { JOBS, problemsFor, shellWords, type Finding, type Job } from './finding.ts';
import { judge } from './judge.ts';
import { findingsJson, printFindings } from './print.ts';

const GIB = 1_024 ** 3;

/** A machine on which everything is well. */
const WELL: Facts = {
  node: { own: 'v24.1.0', path: '/usr/bin/node', onPath: 'v20.11.0' },
  ports: { any: undefined, https: undefined },
  disks: [
    { role: 'temp', path: '/tmp', freeBytes: 9 * GIB, unwritable: undefined },
    { role: 'work', path: '/home/ada', freeBytes: undefined, unwritable: undefined },
  ],
  machine: { cores: 4, memoryBytes: 16 * GIB, freeBytes: 8 * GIB, openFiles: 65_536 },
  clock: { wallMs: Date.UTC(2026, 0, 5), apartMs: 0, wentBack: false, unknownZone: undefined, zone: 'UTC' },
  docker: {
    client: 'Docker version 28.2.2',
    engine: { state: 'ok', version: '28.2.2', address: '/var/run/docker.sock', freeBytes: 20 * GIB },
    image: { tag: 'ptalab:1.0.0', present: true },
    objects: [],
  },
  k6: {
    binary: { path: '/x/.k6/k6', version: 'v1.8.1' },
    stale: false,
    go: 'go version go1.26.0 linux/amd64',
    goNeeded: '1.24.0',
  },
  leftovers: { labFile: { state: 'none' }, labFilePath: '/home/ada/.ptalab/lab.json', folders: [] },
};

const wrong = (problem: string, reason: string, remedy: string): Facts['docker'] => ({
  ...WELL.docker,
  engine: { state: 'wrong', problem, reason, remedy },
  image: undefined,
  objects: undefined,
});

function find(facts: Facts, id: string): Finding | undefined {
  return judge(facts).find((one) => one.id === id);
}

test('where all is well every finding says so, and none has a remedy', () => {
  const findings = judge(WELL);
  expect(findings.filter(({ level, remedy }) => level !== 'ok' || remedy !== undefined)).toEqual([]);
  expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
  for (const job of JOBS) expect(problemsFor(job, findings)).toEqual([]);
});

const { node, ports, machine, clock, docker, k6, leftovers } = WELL;
const disk = (change: Partial<Facts['disks'][number]>): Partial<Facts> => ({
  disks: [{ role: 'temp', path: '/tmp', freeBytes: 9 * GIB, unwritable: undefined, ...change }],
});

describe('a problem', () => {
  test.each<[string, Partial<Facts>, readonly Job[], string, string]>([
    [
      'node.own',
      { node: { ...node, own: 'v22.1.0' } },
      JOBS,
      'v22.1.0 carries the lab, which needs 24',
      'npm ci',
    ],
    ['node.path', { node: { ...node, onPath: 'v18.0.0' } }, JOBS, 'too old to start ptalab', 'nodejs.org'],
    [
      'ports.loopback',
      { ports: { ...ports, any: 'EADDRNOTAVAIL' } },
      JOBS,
      '(EADDRNOTAVAIL)',
      'ip link set lo up',
    ],
    ['disk.temp', disk({ unwritable: 'EROFS' }), JOBS, 'nothing can be written to', 'TMPDIR'],
    ['disk.temp', disk({ freeBytes: 1_000 }), JOBS, '0 MiB is free', 'TMPDIR'],
    [
      'disk.work',
      disk({ role: 'work', freeBytes: 1_000 }),
      JOBS,
      '0 MiB is free in this folder',
      'du -sh reports',
    ],
    [
      'machine.memory',
      { machine: { ...machine, freeBytes: 1_000 } },
      JOBS,
      'run needs 256 MiB',
      '--parallel 1',
    ],
    [
      'machine.memory',
      { machine: { ...machine, freeBytes: GIB * 0.9 } },
      ['docker'],
      'docker needs 1.0 GiB',
      '--parallel 1',
    ],
    ['machine.files', { machine: { ...machine, openFiles: 256 } }, ['load'], '256 files', 'ulimit -n 8192'],
    ['clock.wall', { clock: { ...clock, wallMs: 0 } }, JOBS, '1970-01-01', 'sudo date'],
    ['clock.steady', { clock: { ...clock, apartMs: 5_000 } }, ['load'], '5000 ms apart', 'Wait'],
    ['clock.steady', { clock: { ...clock, wentBack: true } }, ['load'], 'went back', 'Wait'],
    [
      'docker.engine',
      { docker: wrong('stopped', 'no engine is running', 'Start it') },
      ['docker'],
      'no engine',
      'Start it',
    ],
    [
      'docker.engine',
      { docker: wrong('forbidden', 'you may not use it', 'Add yourself') },
      ['docker'],
      'may not',
      'Add yourself',
    ],
    [
      'docker.engine',
      { docker: wrong('old', 'it is too old', 'Update it') },
      ['docker'],
      'too old',
      'Update it',
    ],
    [
      'docker.engine',
      { docker: wrong('disk', 'it has no space', 'Free some') },
      ['docker'],
      'no space',
      'Free some',
    ],
    [
      'docker.image',
      { docker: { ...docker, image: { tag: 'ptalab:1', present: false } } },
      ['docker'],
      'no image ptalab:1',
      'npx ptalab image',
    ],
    [
      'k6.binary',
      { k6: { ...k6, binary: { wrong: 'there is no k6' } } },
      ['load'],
      'there is no k6',
      'npm run k6:build',
    ],
    [
      'k6.binary',
      { k6: { ...k6, goNeeded: undefined, binary: { wrong: 'none' } } },
      ['load'],
      'none',
      'PTALAB_K6',
    ],
    [
      'k6.go',
      { k6: { ...k6, go: undefined, binary: { wrong: 'none' } } },
      ['load'],
      'there is no Go',
      'go.dev',
    ],
    [
      'k6.go',
      { k6: { ...k6, go: 'go version go1.19.8 linux/amd64', binary: { wrong: 'none' } } },
      ['load'],
      'Go 1.19.8 is too old',
      'go.dev',
    ],
  ])('%s', (id, change, neededFor, what, remedy) => {
    const found = find({ ...WELL, ...change }, id);
    expect(found).toMatchObject({ level: 'problem', neededFor });
    expect(found?.what).toContain(what);
    expect(found?.remedy).toContain(remedy);
  });
});

describe('advice', () => {
  const abandoned = (kind: 'container' | 'network', name: string) => ({ kind, name, abandoned: true });
  const objects = [
    abandoned('container', 'forest-1'),
    abandoned('network', 'corp-1'),
    { kind: 'container', name: 'cloud-2', abandoned: false } as const,
  ];
  const stale = { state: 'stale', reason: 'its process 7 is gone' } as const;
  test.each<[string, Partial<Facts>, string, string]>([
    ['node.path', { node: { ...node, onPath: undefined } }, 'no `node` is on the PATH', 'Install Node.js'],
    ['ports.https', { ports: { ...ports, https: 'EADDRINUSE' } }, 'is taken', 'ss -ltnp'],
    ['ports.https', { ports: { ...ports, https: 'EACCES' } }, '(EACCES)', 'Nothing needs doing'],
    ['machine.cores', { machine: { ...machine, cores: 1 } }, 'one core', 'two or more'],
    ['machine.files', { machine: { ...machine, openFiles: 2_048 } }, '2048 files', 'ulimit'],
    ['disk.temp', disk({ freeBytes: GIB / 2 }), '512 MiB is free', 'TMPDIR'],
    ['clock.zone', { clock: { ...clock, unknownZone: 'Mars/Base' } }, '"Mars/Base"', 'export TZ=UTC'],
    ['docker.client', { docker: { ...docker, client: undefined } }, 'no docker client', 'Install'],
    [
      'docker.disk',
      { docker: { ...docker, engine: { state: 'ok', version: '28', address: 'x', freeBytes: 2 * GIB } } },
      '2.0 GiB',
      'docker system prune',
    ],
    ['docker.leftovers', { docker: { ...docker, objects } }, '1 container and 1 network', 'ptalab sweep'],
    ['k6.current', { k6: { ...k6, stale: true } }, 'has changed since', 'npm run k6:build'],
    ['k6.go', { k6: { ...k6, go: undefined } }, 'there is no Go', 'go.dev'],
    [
      'lab.file',
      { leftovers: { ...leftovers, labFile: stale } },
      'its process 7 is gone',
      '/home/ada/.ptalab/lab.json; `ptalab sweep`',
    ],
    [
      'lab.leftovers',
      { leftovers: { ...leftovers, folders: ['/tmp/a b', '/tmp/c'] } },
      '2 folders of temporary files (/tmp/a b, /tmp/c)',
      'ptalab sweep',
    ],
  ])('%s', (id, change, what, remedy) => {
    const found = find({ ...WELL, ...change }, id);
    expect(found?.level).toBe('advice');
    expect(found?.what).toContain(what);
    expect(found?.remedy).toContain(remedy);
  });

  test('objects of labs that are up are none', () => {
    const inUse = objects.filter((one) => !one.abandoned);
    expect(find({ ...WELL, docker: { ...docker, objects: inUse } }, 'docker.leftovers')?.level).toBe('ok');
  });
});

describe('the answer', () => {
  const findings = judge({ ...WELL, docker: wrong('stopped', 'no engine is running', 'Start it') });
  const said = (job: Job): string => {
    const lines: string[] = [];
    const note = (line: string): void => void lines.push(line);
    printFindings({ isTerminal: false, say: note, complain: note, live: () => undefined }, findings, job);
    return lines.join('\n');
  };

  test("another job's problem does not count, and says whose it is", () => {
    expect(said('run')).toContain('! docker.engine     no engine is running  (for docker)');
    expect(said('run')).toContain('run: nothing that it needs is wrong');
    expect(findingsJson(findings, 'run')).toMatchObject({ version: 1, for: 'run', ok: true });
  });

  test("the job's own does", () => {
    expect(said('docker')).toContain(
      '✗ docker.engine     no engine is running\n                    Start it',
    );
    expect(said('docker')).toContain('docker: 1 problem');
    expect(findingsJson(findings, 'docker')).toMatchObject({ for: 'docker', ok: false });
  });

  test('words for a shell are quoted where they must be', () => {
    expect(shellWords(['a', "it's", '$(rm)'])).toBe("a 'it'\\''s' '$(rm)'");
  });
});
