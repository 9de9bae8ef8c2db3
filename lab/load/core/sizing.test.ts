import { expect, test } from 'vitest';
import { guideRequestBytes } from './guide.ts';
import { advise } from './sizing.ts';

test('the guide’s formula: half a kilobyte, and one for each registered agent', () => {
  expect([1, 3, 10, 40].map(guideRequestBytes)).toEqual([1_536, 3_584, 10_752, 41_472]);
});

test('one agent more than the peak needs, so that one may be down', () => {
  const { forPeak, advised, busyAtPeak, traffic } = advise({ peak: 1_000, average: 100 }, 300);
  expect({ forPeak, advised }).toEqual({ forPeak: 4, advised: 5 });
  expect(busyAtPeak).toBeCloseTo(1_000 / 1_500);
  expect(traffic).toMatchObject({ registered: 5, requestBytes: guideRequestBytes(5), answerBytes: 1_024 });
  expect(traffic.toAgents).toEqual({
    peak: 1_000 * guideRequestBytes(5),
    average: 100 * guideRequestBytes(5),
  });
});

test.each([
  [0.5, 3],
  [300, 3],
  [601, 4],
  [900, 4],
])('%d a second need %d, never fewer than the guide’s three', (peak, advised) => {
  expect(advise({ peak, average: peak }, 300).advised).toBe(advised);
});

test('beyond forty agents no tenant can go', () => {
  expect(advise({ peak: 39 * 300, average: 1 }, 300).possible).toBe(true);
  const over = advise({ peak: 40 * 300, average: 1 }, 300);
  expect(over).toMatchObject({ advised: 41, possible: false });
  expect(over.traffic.registered).toBe(40);
});
