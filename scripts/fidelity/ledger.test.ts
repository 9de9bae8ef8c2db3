import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { GRADES, readLedger, UNSURE } from './ledger.ts';

const rows = readLedger(readFileSync('docs/fidelity.md', 'utf8'));

test('the ledger is read', () => {
  expect(rows.length).toBeGreaterThan(40);
  expect(new Set(rows.map(({ behaviour }) => behaviour)).size).toBe(rows.length);
});

describe.each(rows)('line $line: $behaviour', ({ grade, source, witness }) => {
  test('has a grade, a source, and a witness that runs', () => {
    expect(GRADES).toContain(grade);
    expect(source).not.toBe('');
    expect(witness).toMatch(/\.(test\.ts|feature)$/);
    expect(existsSync(witness), witness).toBe(true);
  });
});

test.each(rows.filter(({ grade }) => UNSURE.includes(grade)))(
  'line $line is not sure: a setting changes it, or the row says why none does',
  ({ setting }) => {
    expect(setting).not.toBe('');
  },
);

test('every setting that is named exists in the reference of lab.yaml', () => {
  const reference = readFileSync('docs/lab-file.md', 'utf8');
  const named = rows.flatMap(({ setting }) =>
    [...setting.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ''),
  );
  const missing = named.filter((name) => !reference.includes(name.split('.').at(-1) ?? name));
  expect(missing).toEqual([]);
});
