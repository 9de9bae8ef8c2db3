import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Trial } from './judge.ts';
import { nextStep, type Knee, type KneePlan } from './knee.ts';

const PLAN: KneePlan = { start: 50, growth: 2, precision: 0.05, ceiling: 2_000, mostSteps: 40, p95Ms: 500 };

/** A system that carries everything up to a rate, and nothing beyond. */
const carries =
  (limit: number) =>
  (rate: number): Trial => ({
    rate,
    sent: rate * 5,
    failed: rate > limit ? rate : 0,
    dropped: 0,
    achieved: rate,
    p95Ms: rate > limit ? 5_000 : 20,
    othersCores: 0,
  });

function search(
  plan: KneePlan,
  system: (rate: number, nth: number) => Trial,
): { knee: Knee; trials: Trial[] } {
  const trials: Trial[] = [];
  for (;;) {
    const next = nextStep(plan, trials);
    if (next.kind === 'knee') return { knee: next, trials };
    trials.push(system(next.rate, trials.filter(({ rate }) => rate === next.rate).length));
  }
}

describe('a knee search', () => {
  test('doubles until a rate fails, halves the gap, and carries the winner twice', () => {
    const { knee, trials } = search(PLAN, carries(430));
    expect(trials.map(({ rate }) => rate)).toEqual([50, 100, 200, 400, 800, 600, 500, 450, 425, 440, 425]);
    expect(knee).toMatchObject({ rate: 425, confirmed: true, atCeiling: false });
    expect(knee.limitedBy).toContain('440 of 2200 failed');
  });

  test('goes down when not even the first rate is carried, and says none when nothing is', () => {
    expect(search(PLAN, carries(7)).knee.rate).toBe(7);
    expect(search(PLAN, carries(0)).knee).toMatchObject({ rate: undefined, confirmed: false });
  });

  test('says when the ceiling, and no failure, ended it', () => {
    expect(search({ ...PLAN, ceiling: 300 }, carries(1_000)).knee).toMatchObject({
      rate: 300,
      atCeiling: true,
      limitedBy: [],
    });
  });

  test('tries a near miss once more, and takes the second for the answer', () => {
    const late = (rate: number): Trial => ({ ...carries(1_000)(rate), p95Ms: 600 });
    const hiccup = search({ ...PLAN, ceiling: 200 }, (rate, nth) =>
      rate === 100 && nth === 0 ? late(rate) : carries(1_000)(rate),
    );
    expect(hiccup.knee.rate).toBe(200);
    const steady = search({ ...PLAN, ceiling: 200 }, (rate) =>
      rate >= 100 ? late(rate) : carries(1_000)(rate),
    );
    expect(steady.knee.rate).toBeLessThan(100);
  });

  test('goes lower when the winner is not carried again', () => {
    const { knee } = search({ ...PLAN, ceiling: 200 }, (rate, nth) =>
      rate === 200 && nth > 0 ? carries(0)(rate) : carries(1_000)(rate),
    );
    expect(knee.rate).toBeGreaterThanOrEqual(100);
    expect(knee.rate).toBeLessThan(200);
  });

  test('counts no near miss as a confirmation', () => {
    const plan = { ...PLAN, start: 200, ceiling: 200 };
    const nearAt = (misses: number[]) => (rate: number, nth: number) =>
      misses.includes(nth) ? { ...carries(1_000)(rate), p95Ms: 600 } : carries(1_000)(rate);
    const once = search(plan, nearAt([1]));
    expect(once.trials).toHaveLength(3);
    expect(once.knee).toMatchObject({ rate: 200, confirmed: true });
    expect(search(plan, nearAt([0])).trials).toHaveLength(3);
    const twice = search({ ...plan, mostSteps: 8 }, (rate, nth) =>
      rate === 200 ? nearAt([1, 2])(rate, nth) : carries(1_000)(rate),
    );
    expect(twice.knee.rate).toBeLessThan(200);
  });

  test('ends after its most steps with what it knows', () => {
    const { knee, trials } = search({ ...PLAN, mostSteps: 3 }, carries(1_000));
    expect(trials).toHaveLength(3);
    expect(knee).toMatchObject({ rate: 200, confirmed: false });
  });

  test('finds any limit within its precision, whatever the plan', () => {
    const plans = fc.record({
      start: fc.integer({ min: 1, max: 300 }),
      growth: fc.constantFrom(1.5, 2, 3),
      precision: fc.constantFrom(0.01, 0.05, 0.2),
      limit: fc.integer({ min: 1, max: 3_000 }),
    });
    fc.assert(
      fc.property(plans, ({ start, growth, precision, limit }) => {
        const { knee, trials } = search(
          { ...PLAN, start, growth, precision, mostSteps: 200, ceiling: 5_000 },
          carries(limit),
        );
        expect(trials.length).toBeLessThan(60);
        expect(knee.rate).toBeLessThanOrEqual(limit);
        expect(knee.rate).toBeGreaterThanOrEqual(Math.floor(limit / (1 + precision)) - 5);
      }),
      { numRuns: 300 },
    );
  });
});
