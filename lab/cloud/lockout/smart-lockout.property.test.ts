import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ReferenceModel } from './reference-model.fixture.ts';
import { DEFAULT_SETTINGS, type SmartLockoutSettings } from './settings.ts';
import { SmartLockout } from './smart-lockout.ts';

const DATACENTERS = 3;

const settings = fc.record({
  threshold: fc.integer({ min: 1, max: 6 }),
  durationMs: fc.constantFrom(1, 10, 20, 50),
  successes: fc.integer({ min: 1, max: 3 }),
  lastsMs: fc.constantFrom(0, 10, 30, 200),
  state: fc.constantFrom('synced' as const, 'separate' as const),
  syncLagMs: fc.constantFrom(0, 10, 20),
});

const arrival = fc.record({
  location: fc.constantFrom(undefined, 'home', 'office', 'away'),
  datacenter: fc.nat(DATACENTERS - 1),
});

/** Times are few and round, so that ends of locks, lags and familiarity are met to the millisecond. */
const deed = fc.record({
  deed: fc.oneof(
    { arbitrary: fc.constant('wrong' as const), weight: 14 },
    { arbitrary: fc.constant('right' as const), weight: 2 },
    { arbitrary: fc.constant('clear' as const), weight: 1 },
  ),
  user: fc.constantFrom('ada', 'fay'),
  digest: fc.constantFrom(undefined, 'a', 'b', 'c', 'd', 'e'),
  pauseMs: fc.constantFrom(0, 0, 1, 10, 20, 30),
  arrival,
});

type Given = typeof settings extends fc.Arbitrary<infer T> ? T : never;

function asSettings({ state, syncLagMs, successes, lastsMs, ...rest }: Given): SmartLockoutSettings {
  return {
    ...DEFAULT_SETTINGS,
    ...rest,
    growth: { schedule: 'double', factor: 2, maxMs: Number.MAX_SAFE_INTEGER },
    familiarity: { successes, lastsMs },
    datacenters: { count: DATACENTERS, state, syncLagMs },
  };
}

test('does what the reference model does, whatever comes', () => {
  fc.assert(
    fc.property(settings, fc.array(deed, { maxLength: 80, size: 'max' }), (given, deeds) => {
      const all = asSettings(given);
      const lockout = new SmartLockout(all);
      const models = { ada: new ReferenceModel(all), fay: new ReferenceModel(all) };
      let now = 1_000;
      for (const { deed: what, user, digest, pauseMs, arrival: from } of deeds) {
        now += pauseMs;
        const model = user === 'ada' ? models.ada : models.fay;
        expect(lockout.isLocked(user, now, from)).toBe(model.isLocked(now, from));
        if (what === 'wrong')
          expect(lockout.countWrong(user, now, digest, from).kind).toBe(model.countWrong(now, digest, from));
        if (what === 'right') lockout.succeed(user, now, from);
        if (what === 'right') model.succeed(now, from);
        if (what === 'clear') lockout.clear(user);
        if (what === 'clear') model.clear();
      }
    }),
    { numRuns: 500 },
  );
});

test('datacenters let through the threshold at least, and never more than their number times it', () => {
  const spread = fc.array(fc.nat(DATACENTERS - 1), { minLength: 30, maxLength: 30 });
  fc.assert(
    fc.property(settings, spread, (given, datacenters) => {
      const lockout = new SmartLockout(asSettings({ ...given, state: 'synced' }));
      const tries =
        1 +
        datacenters.findIndex(
          (datacenter) =>
            lockout.countWrong('ada', 0, undefined, { location: undefined, datacenter }).kind === 'locked',
        );
      expect(tries).toBeGreaterThanOrEqual(given.threshold);
      expect(tries).toBeLessThanOrEqual(DATACENTERS * (given.threshold - 1) + 1);
    }),
  );
});
