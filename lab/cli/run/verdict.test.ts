import { expect, test } from 'vitest';
import { exitCodeOf } from './verdict.ts';

const NONE = { passed: 0, failed: 0, unknown: 0, withoutLab: 0 };

test.each([
  ['all passed', { passed: 3 }, 0, false, 0],
  ['one failed', { passed: 2, failed: 1 }, 0, false, 1],
  ['one was skipped', { passed: 2, unknown: 1 }, 0, false, 4],
  ['one never ran', { passed: 2 }, 0, false, 4],
  ['a hook of the run failed', { passed: 3 }, 1, false, 1],
  ["the run's limit cut one off", { passed: 2, unknown: 1 }, 0, false, 4],
  ["the run's limit cut one off after another failed", { passed: 1, failed: 1, unknown: 1 }, 0, false, 1],
  ['interrupted', { passed: 2, failed: 1 }, 0, true, 130],
  ['no lab came up', { failed: 3, withoutLab: 3 }, 0, false, 3],
  ['no lab came up for the only failed one', { passed: 2, failed: 1, withoutLab: 1 }, 0, false, 3],
  ['one failed, and no lab came up for another', { passed: 1, failed: 2, withoutLab: 1 }, 0, false, 1],
])('%s', (_, counts, troubles, interrupted, code) => {
  expect(exitCodeOf({ ...NONE, ...counts }, 3, troubles, interrupted)).toBe(code);
});
