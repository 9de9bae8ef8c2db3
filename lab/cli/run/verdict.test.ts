import { expect, test } from 'vitest';
import { EXIT } from '../exit-codes.ts';
import { exitCodeOf } from './verdict.ts';

test.each([
  ['all passed', { passed: 3, failed: 0, unknown: 0 }, 0, undefined, 0],
  ['one failed', { passed: 2, failed: 1, unknown: 0 }, 0, undefined, 1],
  ['one was skipped', { passed: 2, failed: 0, unknown: 1 }, 0, undefined, 4],
  ['one never ran', { passed: 2, failed: 0, unknown: 0 }, 0, undefined, 4],
  ['a hook of the run failed', { passed: 3, failed: 0, unknown: 0 }, 1, undefined, 1],
  ["past the run's limit", { passed: 2, failed: 0, unknown: 1 }, 0, EXIT.failed, 1],
  ['interrupted', { passed: 2, failed: 1, unknown: 0 }, 0, EXIT.interrupted, 130],
])('%s', (_, counts, troubles, stopped, code) => {
  expect(exitCodeOf(counts, 3, troubles, stopped)).toBe(code);
});
