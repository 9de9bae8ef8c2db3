import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

test.each([
  ['lockuot', ['lockout', 'duration'], 'lockout'],
  ['Forrest', ['forest', 'cloud'], 'forest'],
  ['primry', ['primary', 'staging'], 'primary'],
  ['agent', ['agents', 'egress'], 'agents'],
  ['zebra', ['forest', 'cloud'], undefined],
  ['', ['forest'], undefined],
  ['a'.repeat(1_000), ['a'], undefined],
])('%s of %j is %s', (text, candidates, found) => {
  expect(nearest(text, candidates)).toBe(found);
});
