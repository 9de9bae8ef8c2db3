import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import {
  checkLab,
  DEFAULT_LAB,
  defaultLab,
  LabFileError,
  loadLabFile,
  parseLab,
  placeOfCommand,
} from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'ptalab-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the default lab is the estate of the deployment guide', () => {
  const lab = defaultLab();
  expect(lab.forest?.domainControllers.map(({ name }) => name)).toEqual(['DC1', 'DC2']);
  expect(lab.cloud.domains.map(({ name, authentication }) => `${name} ${authentication}`)).toEqual([
    'contoso.com managed',
    'fabrikam.com federated',
  ]);
  expect(lab.connect).toMatchObject([{ host: 'CONNECT1', role: 'primary', syncInterval: 1_800_000 }]);
  expect(lab.agents).toEqual([{ host: 'AGENT1', clock: 'lab' }]);
});

test('a file says what an object says', () => {
  const path = join(folder, 'lab.yaml');
  writeFileSync(path, JSON.stringify(DEFAULT_LAB));
  expect(loadLabFile(path)).toEqual(checkLab(DEFAULT_LAB));
});

test.each([
  ['none.yaml', `${join(folder, 'none.yaml')}: found no such file; expected a lab file.`],
  ['.', 'found a folder; expected a lab file.'],
])('%s is no lab file', (name, message) => {
  expect(() => loadLabFile(join(folder, name))).toThrow(message);
});

test('a command beside the file is found from anywhere', () => {
  const text = 'forest:\negress:\nagents: [{host: A1, command: [./a, ./b]}, {host: A2, command: [node, x]}]';
  expect(parseLab(text, '/estates/lab.yaml').agents).toMatchObject([
    { host: 'A1', command: ['/estates/a', './b'] },
    { host: 'A2', command: ['node', 'x'] },
  ]);
  expect(placeOfCommand(text, 'A2')).toEqual({ line: 3, column: 63, place: 'agents[1].command' });
  expect(placeOfCommand(text, 'A3')).toBeUndefined();
});

test('a file of more than a mebibyte is not read', () => {
  const path = join(folder, 'large.yaml');
  writeFileSync(path, `# ${'x'.repeat(1_048_576)}`);
  expect(() => loadLabFile(path)).toThrow('expected at most 1048576 bytes of YAML');
});

test('an object without text has no line', () => {
  expect(() => checkLab({ agents: [{ host: 'AGENT1' }], forest: {} })).toThrow(
    'lab: agents: found agents without a section egress;',
  );
});

const bomb = `a: &a [x, x]\n${'bcdefghijklm'
  .split('')
  .map((name, n) => `${name}: &${name} [${`*${'abcdefghijkl'[n]}, `.repeat(9)}]`)
  .join('\n')}\n`;

test.each([
  ['aliases', bomb, 'expected a plain lab file'],
  ['nesting', '['.repeat(20_000), 'lab.yaml'],
  ['several documents', 'forest: {}\n---\ncloud: {}\n', 'lab.yaml:2:1: found no valid YAML ('],
  ['a prototype', '__proto__: {seed: x}\n', 'found the unknown key "__proto__"'],
])('a bomb of %s is refused', (_name, text, message) => {
  expect(() => parseLab(text, 'lab.yaml')).toThrow(LabFileError);
  expect(() => parseLab(text, 'lab.yaml')).toThrow(message);
});

const word = fc.constantFrom(
  'forest',
  'cloud',
  'agents',
  'connect',
  'host',
  'users',
  'named',
  'lockout',
  ': ',
  '- ',
  '\n',
  '  ',
  '{',
  '}',
  '[',
  ']',
  '&a ',
  '*a',
  '? ',
  '"',
  '!!set ',
  'null',
  '3',
  '1h',
  '<<',
  '|',
  '#',
  '%',
  '\t',
);

test.each([
  ['characters', fc.string({ maxLength: 200 })],
  ['words of lab files', fc.array(word, { maxLength: 40 }).map((words) => words.join(''))],
  ['any JSON', fc.json({ maxDepth: 4 })],
])('arbitrary text of %s is a lab or a LabFileError', (_name, texts) => {
  fc.assert(
    fc.property(texts, (text) => {
      try {
        return parseLab(text, 'lab.yaml').cloud.tenant.length > 0;
      } catch (error) {
        return error instanceof LabFileError && error.message.startsWith('lab.yaml');
      }
    }),
    { numRuns: 400 },
  );
});
