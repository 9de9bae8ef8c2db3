import { describe, expect, test } from 'vitest';
import { createChance } from '../../chance/chance.ts';
import type { Growth } from './growth.ts';
import type { SmartLockoutSettings } from './settings.ts';
import { SmartLockout, type Arrival } from './smart-lockout.ts';

const SECOND = 1_000;
const DAY = 86_400_000;
const settings = {
  threshold: 3,
  durationMs: 60 * SECOND,
  growth: { schedule: 'double', factor: 2, maxMs: 180 * SECOND },
} as const satisfies Partial<SmartLockoutSettings>;
const HOME: Arrival = { location: 'home', datacenter: 0 };
const AWAY: Arrival = { location: 'away', datacenter: 0 };

function fail(lockout: SmartLockout, times: number, now: number, arrival?: Arrival): void {
  for (let time = 0; time < times; time++) lockout.countWrong('u', now, undefined, arrival);
}

/** Lengths in seconds of the first locks, one wrong password right after each. */
function locks(growth: Growth, count: number): number[] {
  const lockout = new SmartLockout({ ...settings, threshold: 1, growth });
  let now = 0;
  return Array.from({ length: count }, () => {
    const before = now;
    lockout.countWrong('u', now);
    now = lockout.state('u').lockedUntil ?? 0;
    return (now - before) / SECOND;
  });
}

describe('Smart Lockout', () => {
  test('locks at the threshold, not before', () => {
    const lockout = new SmartLockout(settings);
    fail(lockout, 2, 0);
    expect(lockout.isLocked('u', 0)).toBe(false);
    expect(lockout.countWrong('u', 0)).toMatchObject({
      kind: 'locked',
      state: { failures: 3, lockedUntil: 60 * SECOND },
    });
    expect(lockout.isLocked('u', 60 * SECOND - 1)).toBe(true);
    expect(lockout.isLocked('u', 60 * SECOND)).toBe(false);
  });

  test('the first failure after the lock locks again, longer each time up to the maximum', () => {
    const lockout = new SmartLockout(settings);
    fail(lockout, 3, 0);
    const until = [100, 300, 600].map((second) => {
      lockout.countWrong('u', second * SECOND);
      return (lockout.state('u').lockedUntil ?? 0) / SECOND;
    });
    expect(until).toEqual([220, 480, 780]);
  });

  test('a wrong password that was on its way when the lock fell lengthens nothing', () => {
    const lockout = new SmartLockout(settings);
    fail(lockout, 8, 0);
    expect(lockout.state('u')).toEqual({ failures: 8, locks: 1, lockedUntil: 60 * SECOND });
  });

  test('a right password clears, one user knows nothing of another', () => {
    const lockout = new SmartLockout(settings);
    fail(lockout, 3, 0);
    expect(lockout.isLocked('other', 1)).toBe(false);
    lockout.succeed('u', 60 * SECOND);
    expect(lockout.state('u')).toEqual({ failures: 0, locks: 0, lockedUntil: null });
    expect(lockout.size).toBe(0);
  });

  test('one of the last three wrong passwords, tried again, does not count where the cloud knows it', () => {
    const lockout = new SmartLockout({ ...settings, threshold: 6 });
    for (const digest of ['a', 'a', 'b', 'c', 'a']) lockout.countWrong('u', 0, digest);
    expect(lockout.state('u').failures).toBe(3);
    lockout.countWrong('u', 0, 'd');
    lockout.countWrong('u', 0, 'a');
    expect(lockout.state('u').failures).toBe(5);
  });

  test('a new threshold holds from the next failure on', () => {
    const lockout = new SmartLockout(settings);
    lockout.change({ threshold: 1 });
    expect(lockout.countWrong('u', 0).kind).toBe('locked');
  });

  test('counts stay for ever unless they are set to age, a lock that runs included', () => {
    const lockout = new SmartLockout(settings);
    fail(lockout, 2, 0);
    expect(lockout.countWrong('u', 365 * DAY).kind).toBe('locked');
    lockout.clear('u');
    lockout.change({ countsAgeAfterMs: 10 * SECOND });
    fail(lockout, 2, 0);
    expect(lockout.countWrong('u', 11 * SECOND)).toMatchObject({ kind: 'counted', state: { failures: 1 } });
    fail(lockout, 2, 11 * SECOND);
    expect(lockout.countWrong('u', 81 * SECOND)).toMatchObject({ kind: 'locked', state: { locks: 2 } });
    expect(lockout.countWrong('u', 10_000 * SECOND).kind).toBe('counted');
  });
});

describe('familiar and unfamiliar locations', () => {
  test('are counted apart, by one threshold: a lock of strangers leaves the user free at home', () => {
    const lockout = new SmartLockout(settings);
    lockout.succeed('u', 0, HOME);
    fail(lockout, 3, 0, AWAY);
    expect([lockout.isLocked('u', 0, AWAY), lockout.isLocked('u', 0, HOME)]).toEqual([true, false]);
    expect(lockout.stateFrom('u', 'familiar').failures).toBe(0);
    fail(lockout, 3, 0, HOME);
    expect(lockout.isLocked('u', 0, HOME)).toBe(true);
  });

  test('a location is familiar after as many successes as are set, and for as long', () => {
    const lockout = new SmartLockout({ ...settings, familiarity: { successes: 2, lastsMs: DAY } });
    const from = (now: number) => {
      const counted = lockout.countWrong('u', now, undefined, HOME);
      return counted.kind === 'repeated' ? undefined : counted.from;
    };
    lockout.succeed('u', 0, HOME);
    expect(from(0)).toBe('unfamiliar');
    lockout.succeed('u', 1, HOME);
    expect([from(DAY), from(DAY + 2)]).toEqual(['familiar', 'unfamiliar']);
  });

  test('a right password clears the count of its own kind of locations, or both when that is set', () => {
    const lockout = new SmartLockout(settings);
    lockout.succeed('u', 0, HOME);
    fail(lockout, 2, 0, AWAY);
    lockout.succeed('u', 0, HOME);
    expect(lockout.stateFrom('u', 'unfamiliar').failures).toBe(2);
    lockout.change({ successClears: 'all' });
    lockout.succeed('u', 0, HOME);
    expect(lockout.stateFrom('u', 'unfamiliar').failures).toBe(0);
  });

  test('a blocked location is found in any case, and is no matter of counts', () => {
    const lockout = new SmartLockout({ ...settings, blockedLocations: ['BOTNET1', '198.51.100.7'] });
    const isBlocked = (location?: string) => lockout.isBlocked(lockout.arrive(location));
    expect([isBlocked('botnet1'), isBlocked('198.51.100.7'), isBlocked('home'), isBlocked()]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('how locks grow', () => {
  test.each<[Growth, number[]]>([
    [{ schedule: 'double', factor: 2, maxMs: 300 * SECOND }, [60, 120, 240, 300, 300]],
    [{ schedule: 'double', factor: 2, maxMs: SECOND }, [60, 60, 60]],
    [{ schedule: 'fixed' }, [60, 60, 60]],
    [{ schedule: 'list', durationsMs: [10 * SECOND, 120 * SECOND, 300 * SECOND] }, [60, 120, 300, 300]],
    [{ schedule: 'custom', lockMs: (earlier, ms) => ms + earlier * SECOND }, [60, 61, 62]],
  ])('%o', (growth, expected) => {
    expect(locks(growth, expected.length)).toEqual(expected);
  });

  test.each([Number.NaN, 0, -1, Number.POSITIVE_INFINITY])('a function that answers %d is refused', (ms) => {
    expect(() => locks({ schedule: 'custom', lockMs: () => ms }, 1)).toThrow('more than 0 ms');
  });
});

describe('datacenters', () => {
  const at = (datacenter: number): Arrival => ({ location: undefined, datacenter });

  test('one count for all, late by the lag: a few more tries come through, then it is locked everywhere', () => {
    const datacenters = { count: 3, state: 'synced', syncLagMs: SECOND } as const;
    const lockout = new SmartLockout({ ...settings, datacenters });
    for (const datacenter of [0, 1, 2, 0, 1, 2]) lockout.countWrong('u', 0, undefined, at(datacenter));
    expect(lockout.isLocked('u', 0, at(0))).toBe(false);
    expect(lockout.countWrong('u', 1, undefined, at(1)).kind).toBe('locked');
    expect([0, 1, 2].map((datacenter) => lockout.isLocked('u', 1, at(datacenter)))).toEqual([
      true,
      true,
      true,
    ]);
    lockout.clear('u');
    fail(lockout, 2, 0, at(0));
    expect(lockout.countWrong('u', SECOND, undefined, at(2)).kind).toBe('locked');
  });

  test('the older documents: each counts and locks alone', () => {
    const datacenters = { count: 3, state: 'separate', syncLagMs: 0 } as const;
    const lockout = new SmartLockout({ ...settings, datacenters });
    fail(lockout, 3, 0, at(0));
    fail(lockout, 2, 0, at(1));
    expect([0, 1, 2].map((datacenter) => lockout.isLocked('u', 0, at(datacenter)))).toEqual([
      true,
      false,
      false,
    ]);
    expect(lockout.state('u')).toMatchObject({ failures: 3, locks: 1 });
    lockout.clear('u');
    expect(lockout.isLocked('u', 0, at(0))).toBe(false);
  });

  test('sign-ins are spread by chance, the same for the same seed', () => {
    const datacenters = { count: 4, state: 'synced', syncLagMs: 0 } as const;
    const spread = () => {
      const lockout = new SmartLockout({ datacenters }, createChance('spread'));
      return Array.from({ length: 40 }, () => lockout.arrive().datacenter);
    };
    expect(new Set(spread()).size).toBe(4);
    expect(spread()).toEqual(spread());
  });
});

describe('unlocking', () => {
  test.each([
    ['administratorReset', true],
    ['forgottenPassword', true],
    ['knownPassword', false],
  ] as const)('%s: %s', (how, freed) => {
    const lockout = new SmartLockout(settings);
    fail(lockout, 3, 0);
    expect(lockout.unlock('u', how)).toBe(freed);
    expect(lockout.isLocked('u', 0)).toBe(!freed);
  });

  test('the older documents: an administrator cannot', () => {
    const lockout = new SmartLockout({ ...settings, administratorResetUnlocks: false });
    fail(lockout, 3, 0);
    expect([lockout.unlock('u', 'administratorReset'), lockout.isLocked('u', 0)]).toEqual([false, true]);
  });

  test('familiar locations stay familiar', () => {
    const lockout = new SmartLockout(settings);
    lockout.succeed('u', 0, HOME);
    fail(lockout, 3, 0, HOME);
    lockout.unlock('u', 'forgottenPassword');
    expect(lockout.countWrong('u', 0, undefined, HOME)).toMatchObject({
      from: 'familiar',
      state: { failures: 1 },
    });
  });
});

test('beyond the limit the user who was not touched for longest is forgotten', () => {
  const lockout = new SmartLockout({ ...settings, mostUsers: 2 });
  for (const user of ['a', 'b', 'a', 'c']) lockout.countWrong(user, 0);
  expect(['a', 'b', 'c'].map((user) => lockout.state(user).failures)).toEqual([2, 0, 1]);
  expect(lockout.size).toBe(2);
});
