import fc from 'fast-check';
import { expect, test } from 'vitest';
import { likenessOf, nearDuplicates } from './near-duplicates.ts';
import { valuesByType } from './values.ts';
import { variantsOf } from './variants.ts';

const one = (): readonly string[] => ['1'];

test.each([
  ['all is well', ['all is well']],
  ['{int} agent(s) is/are up', ['1 agents is up', '1 agents are up', '1 agent is up', '1 agent are up']],
  ['a\\/b \\(c) costs 0.5 KB', ['a/b (c) costs 0.5 KB']],
  ['the (last )one', ['the last one', 'the one']],
  ['{}', ['1']],
])('%s fits', (expression, texts) => {
  expect(variantsOf(expression, one)).toEqual(texts);
});

test('texts stay few, and every value is among them', () => {
  const values = Array.from({ length: 8 }, (_, nth) => `v${nth}`);
  const texts = variantsOf('{a} {b} {c} {d}', () => values);
  expect(texts.length).toBeLessThanOrEqual(48);
  for (const value of values)
    for (const at of [0, 1, 2, 3]) expect(texts.some((text) => text.split(' ')[at] === value)).toBe(true);
});

test('any expression is taken apart', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80, unit: 'binary' }), (expression) => {
      expect(variantsOf(expression, one).length).toBeLessThanOrEqual(48);
    }),
    { numRuns: 100 },
  );
});

test('a type is tried with what scenarios have for it, and with what other types have that fits', () => {
  const types = new Map([
    ['host', ['[A-Z][A-Z0-9-]*\\d']],
    ['on', ['on|off']],
  ]);
  const values = valuesByType(types, [
    { type: 'host', text: 'AGENT1' },
    { type: 'int', text: '12' },
  ]);
  expect(values('host')).toEqual(['AGENT1']);
  expect(values('on')).toEqual(['on', 'off']);
  expect(values('word')).toEqual(expect.arrayContaining(['word', 'AGENT1', '12', 'on']));
  expect(values('int')).toEqual(['12', '3']);
  expect(values('unknown')).toEqual([]);
});

test.each([
  ['{upn} signs in with {client}', '{string} signs in with {word}', 1],
  ['the sign-in succeeds', 'succeeds the sign-in', 1],
  ['pass-through is on', 'pass-through is off', 0],
  ['the sign-in is refused', 'the sign-in is not refused', 0],
])('%s and %s are alike by %d', (a, b, likeness) => {
  expect(likenessOf(a, b)).toBe(likeness);
});

test('near-duplicates come in pairs, the likest first', () => {
  const step = (expression: string): Parameters<typeof nearDuplicates>[0][number] => ({
    expression,
    kind: 'expression',
    file: 'steps/x.ts',
    line: 1,
    parameterTypes: [],
    uses: 1,
  });
  const found = nearDuplicates(
    ['the sign-in succeeds', 'the sign-in succeeded', 'the sign in succeeds', 'AD FS is shut down'].map(step),
  );
  expect(found.map(({ steps }) => steps.map(({ expression }) => expression))).toEqual([
    ['the sign-in succeeds', 'the sign in succeeds'],
    ['the sign-in succeeds', 'the sign-in succeeded'],
    ['the sign-in succeeded', 'the sign in succeeds'],
  ]);
});
