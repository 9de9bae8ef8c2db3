import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { gaps } from './coverage.ts';
import { EntryError, namePattern, parseEntries } from './entries.ts';
import { PatchError, patch } from './patch.ts';
import { BrokenTree } from './tree.ts';

describe('a patch', () => {
  test('replaces the one place, dollar signs and all', () => {
    expect(patch('a.ts', 'if (locked) x', 'locked', "$& $' false")).toBe("if ($& $' false) x");
  });

  test.each([
    ['a b', 'c', 'does not stand in it'],
    ['a b a', 'a', 'stands in it 2 times'],
  ])('of %j by %j is refused', (source, find, why) => {
    expect(() => patch('a.ts', source, find, 'z')).toThrow(why);
  });
});

describe('entries', () => {
  const good = '- {scenario: S, file: lab/a.ts, find: x, replace: y, why: w}';

  test('are read', () => {
    expect(parseEntries('a.yaml', good)).toEqual([
      { scenario: 'S', file: 'lab/a.ts', find: 'x', replace: 'y', why: 'w' },
    ]);
  });

  test.each([
    ['a path outside', good.replace('lab/a.ts', '../a.ts')],
    ['an unknown key', good.replace('why: w', 'why: w, when: now')],
    ['no change', good.replace('replace: y', 'replace: x')],
    ['broken YAML', '- {'],
    ['no list', 'scenario: S'],
  ])('%s is refused, naming the file', (_, text) => {
    expect(() => parseEntries('a.yaml', text)).toThrow(EntryError);
    expect(() => parseEntries('a.yaml', text)).toThrow('a.yaml');
  });

  test('name one scenario, or every example of an outline', () => {
    const pattern = new RegExp(namePattern('<rate> sign-ins (all) a second'));
    expect(pattern.test('40 sign-ins (all) a second')).toBe(true);
    expect(pattern.test('40 sign-ins (all) a second, twice')).toBe(false);
  });

  test('leave no scenario out', () => {
    expect(gaps(['A', 'B'], [{ scenario: 'B' }, { scenario: 'C' }])).toEqual([
      'no entry breaks the scenario "A"',
      'an entry names no scenario: "C"',
    ]);
  });
});

test('a broken tree is a copy, and goes again', () => {
  const root = mkdtempSync(join(tmpdir(), 'ptalab-tree-'));
  for (const folder of ['lab', 'node_modules', 'reports']) mkdirSync(join(root, folder));
  writeFileSync(join(root, 'lab/a.ts'), 'right');
  writeFileSync(join(root, 'reports/old'), '');
  const tree = new BrokenTree(root, { file: 'lab/a.ts', find: 'right', replace: 'wrong' });
  expect(readFileSync(join(tree.path, 'lab/a.ts'), 'utf8')).toBe('wrong');
  expect(readFileSync(join(root, 'lab/a.ts'), 'utf8')).toBe('right');
  expect(existsSync(join(tree.path, 'reports/old'))).toBe(false);
  tree[Symbol.dispose]();
  expect(existsSync(tree.path)).toBe(false);
  expect(() => new BrokenTree(root, { file: 'lab/a.ts', find: 'left', replace: '' })).toThrow(PatchError);
  rmSync(root, { recursive: true });
});
