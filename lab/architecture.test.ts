import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const KERNEL = [
  'clock',
  'chance',
  'history',
  'links',
  'control',
  'pki',
  'http',
  'frontage',
  'processes',
  'ldap',
  'words',
  'nt-hash',
  'ws-trust',
  'component.ts',
];
const COMPONENTS = [
  'forest',
  'external-forest',
  'cloud',
  'federation',
  'exchange',
  'connect',
  'egress',
  'devices',
];

/** Which parts of `lab/` a part may import, beside itself. `part/file.ts` stands for that file alone. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  clock: [],
  chance: [],
  history: ['clock', 'chance'],
  links: ['clock', 'chance', 'history'],
  control: ['clock', 'chance', 'history', 'links'],
  pki: ['clock', 'chance', 'history', 'links'],
  http: ['clock', 'chance', 'history', 'links', 'pki'],
  frontage: ['clock', 'chance', 'history', 'links', 'http'],
  relay: ['clock', 'links'],
  processes: ['clock', 'chance', 'history', 'links'],
  ldap: ['clock', 'chance', 'history', 'links'],
  words: [],
  'nt-hash': [],
  'ws-trust': [],
  'component.ts': ['clock', 'chance', 'history', 'links', 'pki'],
  agent: ['clock', 'ldap', 'processes', 'history'],
  ...Object.fromEntries(COMPONENTS.map((component) => [component, [...KERNEL, 'config/duration.ts']])),
  // It is the forest from elsewhere: described and asked for in the same words.
  'external-forest': [...KERNEL, 'forest'],
  // It tries settings on the code that decides in the lab, without the components around it.
  'lockout-advice': ['clock', 'chance', 'forest', 'cloud/lockout/index.ts'],
  config: ['clock', 'words', ...[...COMPONENTS, 'agent'].map((component) => `${component}/config.ts`)],
  report: ['clock', 'history'],
  containers: ['clock', 'processes'],
  entry: [],
  image: ['containers'],
  hosting: [...KERNEL, ...COMPONENTS, 'agent'],
  launchers: [...KERNEL, ...COMPONENTS, 'agent', 'config', 'hosting', 'containers', 'relay', 'lab.ts'],
  desk: ['control', 'devices', 'history', 'report', 'lab.ts'],
  standing: ['clock', 'control', 'desk', 'devices', 'launchers', 'lab.ts'],
  load: ['clock', 'chance', 'words', 'processes', 'report', 'config', 'launchers', 'lab.ts'],
  'lab.ts': [...KERNEL, ...COMPONENTS, 'agent', 'config', 'launchers'],
  'index.ts': ['lab.ts', 'launchers', 'config'],
  cli: [
    'clock',
    'words',
    'history',
    'control',
    'desk',
    'frontage',
    'processes',
    'report',
    'launchers',
    'load',
    'lockout-advice',
    'cloud/lockout/index.ts',
    'containers',
    'image',
    'lab.ts',
    'config',
    'devices/index.ts',
    'external-forest/config.ts',
  ],
};

/** What the reference agent's own process may load: it stands for a machine that knows the contract alone. */
const AGENT_PROGRAM = { entry: 'lab/agent/main.ts', parts: ['agent', 'clock', 'ldap'] };

/** Modules through which a pure core would reach the world. */
const WORLD =
  /^(node:)?(net|tls|http|https|http2|dgram|dns|fs|fs\/promises|child_process|worker_threads)$|^(undici|ws|fastify|rhea|commander)(\/|$)/;

interface Import {
  readonly from: string;
  readonly to: string;
}

/** Imports of every module that is no test, relative ones resolved against the root. */
function importsUnder(folder: string): Import[] {
  return sourcesUnder(folder).flatMap(importsOf);
}

function sourcesUnder(folder: string): string[] {
  return globSync(`${folder}/**/*.ts`, { cwd: ROOT })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => !/(\.(test|fixture)|\/testing|\/test-[\w-]+)\.ts$/.test(file))
    .sort();
}

function importsOf(from: string): Import[] {
  const source = readFileSync(join(ROOT, from), 'utf8');
  const found = source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g);
  return [...found].map(([, name = '']) => ({
    from,
    to: name.startsWith('.') ? resolved(from, name) : name,
  }));
}

function resolved(from: string, name: string): string {
  return normalize(join(dirname(from), name))
    .split(sep)
    .join('/');
}

/** `lab/forest/core/account.ts` is of the part `forest`. */
function partOf(file: string): string {
  return file.split('/')[1] ?? file;
}

function isAllowed({ from, to }: Import): boolean {
  if (!to.startsWith('lab/')) return !/^(steps|scripts|bench|examples|features)\//.test(to);
  const [own, other] = [partOf(from), partOf(to)];
  const allowed = MAY_IMPORT[own] ?? [];
  return own === other || allowed.includes(other) || allowed.includes(to.replace('lab/', ''));
}

const say = ({ from, to }: Import): string => `${from} imports ${to}`;

describe('the direction of imports', () => {
  test('follows the table', () => {
    expect(
      importsUnder('lab')
        .filter((one) => !isAllowed(one))
        .map(say),
    ).toEqual([]);
  });

  test('every part of lab/ stands in the table', () => {
    const parts = new Set(sourcesUnder('lab').map(partOf));
    expect([...parts].filter((part) => MAY_IMPORT[part] === undefined)).toEqual([]);
  });

  test("the reference agent's process loads its own code, the clock and LDAP alone", () => {
    const loaded = new Set([AGENT_PROGRAM.entry]);
    for (const file of loaded) {
      for (const { to } of importsOf(file)) if (to.startsWith('lab/')) loaded.add(to);
    }
    expect([...loaded].filter((file) => !AGENT_PROGRAM.parts.includes(partOf(file)))).toEqual([]);
  });

  test('a core does no I/O', () => {
    const cores = importsUnder('lab').filter(({ from }) => from.includes('/core/'));
    expect(cores.length).toBeGreaterThan(0);
    expect(cores.filter(({ to }) => WORLD.test(to)).map(say)).toEqual([]);
  });
});

describe('the length of files', () => {
  const files = [...sourcesUnder('lab'), ...sourcesUnder('steps')].map((file) => ({
    file,
    lines: readFileSync(join(ROOT, file), 'utf8').trimEnd().split('\n').length,
  }));

  test('is at most 300 lines', () => {
    expect(files.filter(({ lines }) => lines > 300)).toEqual([]);
  });

  test('has a median of at most 60 lines', () => {
    const sorted = files.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(60);
  });
});
