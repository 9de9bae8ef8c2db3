import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keepsRule, proposals } from './proposal.ts';
import { cloudOf, policyOf } from './testing.fixture.ts';

const policy = fc
  .record({ threshold: fc.nat(60), window: fc.integer({ min: 1, max: 200 }), longer: fc.option(fc.nat(100)) })
  .map(({ threshold, window, longer }) =>
    // A lock that only an administrator ends, or one that lasts as long as the counter at the least.
    policyOf(threshold, { window, duration: longer === null ? 0 : window + longer }),
  );

const sides = fc
  .record({
    threshold: fc.integer({ min: 1, max: 50 }),
    seconds: fc.integer({ min: 1, max: 20_000 }),
    policies: fc.array(policy, { minLength: 1, maxLength: 4 }),
  })
  .map(({ threshold, seconds, policies }) => ({
    cloud: cloudOf(threshold, seconds),
    policies: policies.map((one, n) => ({ ...one, name: `policy ${n}` })),
  }));

test('whatever the settings, what is proposed keeps the rule and is what Active Directory takes', () => {
  fc.assert(
    fc.property(sides, fc.constantFrom('current' as const, 'older' as const), (given, text) => {
      const found = proposals(given, text);
      expect(found.length === 0).toBe(keepsRule(given, text));
      for (const { sides: after, changes } of found) {
        expect(keepsRule(after, text)).toBe(true);
        expect(changes).not.toEqual([]);
        for (const { lockout } of after.policies) {
          expect(lockout.observationWindow).toBeLessThanOrEqual(lockout.duration || Number.POSITIVE_INFINITY);
          expect(lockout.observationWindow % 60_000).toBe(0);
        }
      }
    }),
  );
});

test('few settings before small steps, and the cloud before Active Directory', () => {
  const changes = (cloud: number, seconds: number, ...thresholds: number[]) =>
    proposals(
      { cloud: cloudOf(cloud, seconds), policies: thresholds.map((one) => policyOf(one)) },
      'current',
    )[0]?.changes;
  expect(changes(10, 1_860, 10)).toEqual([{ side: 'cloud', setting: 'threshold', from: 10, to: 5 }]);
  expect(changes(5, 60, 10)).toEqual([{ side: 'cloud', setting: 'duration', from: 60_000, to: 1_860_000 }]);
  expect(changes(10, 1_860, 4)).toMatchObject([
    { side: 'activeDirectory', setting: 'threshold', from: 4, to: 20 },
  ]);
  expect(changes(10, 1_860, 10, 10)).toHaveLength(1);
  expect(changes(5, 1_860, 10)).toBeUndefined();
});
