import { expect, test } from 'vitest';
import { delayAfter, RECONNECT } from './back-off.ts';

test('delays double up to the longest', () => {
  expect([1, 2, 3, 6, 7, 50].map((failures) => delayAfter(failures, RECONNECT))).toEqual([
    1_000, 2_000, 4_000, 32_000, 60_000, 60_000,
  ]);
});
