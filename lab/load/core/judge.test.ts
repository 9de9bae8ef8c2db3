import { expect, test } from 'vitest';
import { judge, type Trial } from './judge.ts';

const GOOD: Trial = { rate: 100, sent: 500, failed: 0, dropped: 0, achieved: 100, p95Ms: 80, othersCores: 0 };

test.each<[string, Partial<Trial>, string, string | undefined]>([
  ['all well', {}, 'carried', undefined],
  ['exactly at the limit', { p95Ms: 500 }, 'carried', undefined],
  ['a little late', { p95Ms: 501 }, 'near', 'p95 501 ms is over 500 ms'],
  ['far too late', { p95Ms: 900 }, 'failed', 'p95 900 ms is over 500 ms'],
  ['one of 500 failed', { failed: 1 }, 'near', '1 of 500 failed'],
  ['many failed', { failed: 20 }, 'failed', '20 of 500 failed'],
  ['the driver fell behind', { achieved: 80 }, 'failed', 'only 80/s of 100/s came through'],
  ['arrivals without a client', { dropped: 3 }, 'near', '3 arrivals found no client free'],
  ['too late, while others worked', { p95Ms: 900, othersCores: 0.8 }, 'near', 'others took 0.8 cores'],
  ['well, while others worked', { othersCores: 1.5 }, 'carried', undefined],
  ['nobody came', { sent: 0, achieved: 0 }, 'failed', 'no sign-in was begun'],
  ['nothing was measured', { p95Ms: Number.NaN }, 'failed', 'p95 NaN ms is over 500 ms'],
])('%s', (_, change, verdict, reason) => {
  const judged = judge({ ...GOOD, ...change }, { p95Ms: 500 });
  expect(judged.verdict).toBe(verdict);
  if (reason === undefined) expect(judged.reasons).toEqual([]);
  else expect(judged.reasons).toContain(reason);
});
