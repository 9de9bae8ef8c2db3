import { describe, expect, test } from 'vitest';
import { SmartLockout } from './smart-lockout.ts';

const SECOND = 1_000;
const settings = { threshold: 3, durationMs: 60 * SECOND, growth: { factor: 2, maxMs: 180 * SECOND } };

function fail(lockout: SmartLockout, times: number, now: number): void {
  for (let time = 0; time < times; time++) lockout.countWrong('u', now);
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

  test('a right password forgets everything, one user knows nothing of another', () => {
    const lockout = new SmartLockout(settings);
    fail(lockout, 3, 0);
    expect(lockout.isLocked('other', 1)).toBe(false);
    lockout.clear('u');
    expect(lockout.state('u')).toEqual({ failures: 0, locks: 0, lockedUntil: null });
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
});
