import { expect, test } from 'vitest';
import { exitCodeOf } from './verdict.ts';

test.each([
  ['all passed', { passed: 3, failed: 0, unknown: 0 }, 0, false, 0],
  ['one failed', { passed: 2, failed: 1, unknown: 0 }, 0, false, 1],
  ['one was skipped', { passed: 2, failed: 0, unknown: 1 }, 0, false, 4],
  ['one never ran', { passed: 2, failed: 0, unknown: 0 }, 0, false, 4],
  ['a hook of the run failed', { passed: 3, failed: 0, unknown: 0 }, 1, false, 1],
  ['interrupted', { passed: 2, failed: 1, unknown: 0 }, 0, true, 130],
])('%s', (_, counts, troubles, interrupted, code) => {
  expect(exitCodeOf(counts, 3, troubles, interrupted)).toBe(code);
});
