import { existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { choose } from './choose.ts';
import { PROGRAMS } from './programs.ts';

const folder = mkdtempSync(join(tmpdir(), 'ptalab-entry-'));
afterAll(() => rmSync(folder, { recursive: true }));

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const entry = (...args: string[]) =>
  spawnSync(process.execPath, [here('./main.ts'), ...args], { encoding: 'utf8' });

test('a program that does not exist ends with one error that names those which do', () => {
  const { status, stdout, stderr } = entry('agnet');
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toBe(
    'ptalab image: there is no program "agnet". It has: agent, host, lab, relay. --help says what they are.\n',
  );
});

test('a name of the language is no program', () => {
  expect(choose(['constructor'])).toMatchObject({ code: 2 });
  expect(choose([])).toMatchObject({ code: 2 });
});

test('help names every program', () => {
  const { status, stdout } = entry('--help');
  expect(status).toBe(0);
  for (const name of Object.keys(PROGRAMS)) expect(stdout).toContain(`  ${name}`);
});

test.each(Object.entries(PROGRAMS))('the modules of %s exist', (_name, { module, loads }) => {
  expect(existsSync(here(`../${module}.ts`))).toBe(true);
  for (const pattern of loads) expect(globSync(here(`../${pattern}.ts`))).not.toEqual([]);
});

test('a program that runs gets its own arguments and says its own errors', () => {
  const { status, stderr } = entry('agent');
  expect(status).toBe(2);
  expect(stderr).toContain('PTALAB_AGENT_CONFIG');
});

test('the ready line leaves the file that the health check looks for, and an old one does not count', () => {
  const file = join(folder, 'deep', 'ready');
  const code = `
    import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
    import { noteReadiness } from ${JSON.stringify(here('./ready-file.ts'))};
    const file = ${JSON.stringify(file)};
    mkdirSync(${JSON.stringify(join(folder, 'deep'))});
    writeFileSync(file, 'of an earlier run');
    noteReadiness(process.stdout, file);
    console.log('already, but not ready');
    const before = existsSync(file);
    console.log('ready agent 1');
    console.log(before, existsSync(file));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', code], {
    encoding: 'utf8',
  });
  expect(stdout).toBe('already, but not ready\nready agent 1\nfalse true\n');
});
