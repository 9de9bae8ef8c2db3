import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { inputsKey } from './inputs-key.ts';
import { copyPackage, LEFT_OUT, neededPackages } from './packages.ts';
import { ROOT } from './places.ts';
import { programSources } from './sources.ts';

const folder = mkdtempSync(join(tmpdir(), 'ptalab-image-'));
afterAll(() => rmSync(folder, { recursive: true }));

const names = neededPackages().map((path) => relative(join(ROOT, 'node_modules'), path));

test('the image has what its programs import, and what those need, and no Node or test runner', () => {
  expect(names).toEqual(expect.arrayContaining(['rhea', 'zod', 'fastify', 'debug', '@peculiar/x509']));
  for (const name of [...LEFT_OUT, 'vitest', 'typescript', 'testcontainers'])
    expect(names).not.toContain(name);
  // A link of `node_modules` within itself, which Node does not see.
  expect(names.filter((name) => name.startsWith('node_modules'))).toEqual([]);
});

test('a package comes with its licence and its code alone', () => {
  copyPackage(join(ROOT, 'node_modules', 'zod'), folder);
  const zod = join(folder, 'app', 'node_modules', 'zod');
  expect(existsSync(join(zod, 'LICENSE'))).toBe(true);
  expect(existsSync(join(zod, 'v4', 'classic', 'schemas.js'))).toBe(true);
  expect(existsSync(join(zod, 'v4', 'classic', 'schemas.d.ts'))).toBe(false);
});

test('tests are not among the sources, and the entry is', () => {
  expect(programSources()).toContain('lab/entry/main.ts');
  expect(programSources().filter((file) => /\.(test|fixture)\.ts$/.test(file))).toEqual([]);
});

test('another base makes another image', () => {
  expect(inputsKey('one')).toBe(inputsKey('one'));
  expect(inputsKey('one')).not.toBe(inputsKey('two'));
});

test('the Dockerfile copies the two folders that are laid out', () => {
  const copied = readFileSync(join(ROOT, 'Dockerfile'), 'utf8').match(/^COPY (?!--from)\S+/gm);
  expect(copied).toEqual(['COPY app', 'COPY node_modules']);
});
