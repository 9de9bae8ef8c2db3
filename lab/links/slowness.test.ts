import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createChance, type Chance } from '../chance/chance.ts';
import { Transit } from './slowness.ts';

/** Chance that says what it is told, and then that nothing is lost. */
function scripted(...draws: readonly number[]): Chance {
  const left = [...draws];
  return { ...createChance('unused'), next: () => left.shift() ?? 0.999 };
}

test('a piece arrives after the latency, and none before the handshake is over', () => {
  const transit = new Transit(() => ({ latencyMs: 30 }), scripted(), 1_060);
  expect(transit.arrival(1_000, 10)).toEqual({ at: 1_090, gaveUp: false });
  expect(transit.arrival(2_000, 10).at).toBe(2_030);
});

test('jitter delays, and never lets a later piece overtake', () => {
  const transit = new Transit(() => ({ latencyMs: 10, jitterMs: 100 }), scripted(0.5, 0), 0);
  expect(transit.arrival(0, 10).at).toBe(60);
  expect(transit.arrival(1, 10).at).toBe(60);
});

test.each([
  ['once', [0], 200],
  ['twice in a row', [0, 0], 200 + 400],
  ['three times in a row', [0, 0, 0], 200 + 400 + 800],
])('a segment lost %s arrives after its retransmission timeouts', (_often, draws, waitMs) => {
  const transit = new Transit(() => ({ latencyMs: 5, lossPercent: 1 }), scripted(...draws), 0);
  expect(transit.arrival(0, 100).at).toBe(5 + waitMs);
});

test('a piece waits for the worst of its segments, and so does what is behind it', () => {
  const transit = new Transit(() => ({ latencyMs: 0, lossPercent: 1 }), scripted(0.9, 0, 0.9, 0.9), 0);
  expect(transit.arrival(0, 3 * 1_460).at).toBe(200);
  expect(transit.arrival(1, 10).at).toBe(200);
});

test('on a long way the timeout is the round trip at least', () => {
  const transit = new Transit(() => ({ latencyMs: 300, lossPercent: 1 }), scripted(0), 0);
  expect(transit.arrival(0, 1).at).toBe(300 + 600);
});

test('where everything is lost the sender gives up after some 15 minutes', () => {
  const transit = new Transit(() => ({ latencyMs: 0, lossPercent: 100 }), scripted(...Array(20).fill(0)), 0);
  const { at, gaveUp } = transit.arrival(0, 1);
  expect(gaveUp).toBe(true);
  expect(at / 1_000).toBeCloseTo(924.6, 1);
});

test('whatever the figures, order is kept and nothing arrives early', () => {
  const slowness = fc.record({ latencyMs: fc.nat(500), jitterMs: fc.nat(500), lossPercent: fc.nat(100) });
  const pieces = fc.array(fc.tuple(fc.nat(50), fc.nat(20_000)), { maxLength: 20 });
  fc.assert(
    fc.property(slowness, pieces, fc.string(), (figures, steps, seed) => {
      const transit = new Transit(() => figures, createChance(seed), 0);
      let [now, last] = [0, 0];
      for (const [gap, bytes] of steps) {
        now += gap;
        const { at } = transit.arrival(now, bytes);
        expect(at).toBeGreaterThanOrEqual(Math.max(last, now + figures.latencyMs));
        last = at;
      }
    }),
    { numRuns: 100 },
  );
});
