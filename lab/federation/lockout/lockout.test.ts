import { expect, test } from 'vitest';
import {
  afterAdmission,
  afterFailure,
  afterReset,
  afterSuccess,
  locationOf,
  NO_ACTIVITY,
} from './activity.ts';
import { isLockedByDirectory, lockStateOf } from './verdict.ts';

const MINUTE = 60_000;
const policy = {
  threshold: 2,
  familiarThreshold: 4,
  observationWindow: 30 * MINUTE,
  lockedWhen: 'exceeded',
} as const;

/** An account after so many bad passwords from a location, all at 0. */
function failures(count: number, location: 'familiar' | 'unknown' = 'unknown') {
  let activity = NO_ACTIVITY;
  for (let n = 0; n < count; n++) activity = afterFailure(activity, location, 0, policy.observationWindow);
  return activity;
}

test('a location is familiar only when all addresses that come with the request are', () => {
  const known = afterSuccess(NO_ACTIVITY, 'unknown', ['192.0.2.1', '192.0.2.2']);
  expect(locationOf(known, ['192.0.2.2', '192.0.2.1'])).toBe('familiar');
  expect(locationOf(known, ['192.0.2.1', '198.51.100.9'])).toBe('unknown');
  expect(locationOf(known, [])).toBe('unknown');
});

test('of familiar addresses the newest twenty are kept', () => {
  let activity = NO_ACTIVITY;
  for (let n = 1; n <= 21; n++) activity = afterSuccess(activity, 'unknown', [`192.0.2.${n}`]);
  activity = afterSuccess(activity, 'familiar', ['192.0.2.2']);
  expect(activity.familiarAddresses).toHaveLength(20);
  expect(activity.familiarAddresses.at(-1)).toBe('192.0.2.2');
  expect(activity.familiarAddresses).not.toContain('192.0.2.1');
});

test('locked when the threshold is exceeded, or reached, as the setting says', () => {
  const state = (count: number, lockedWhen: 'reached' | 'exceeded') =>
    lockStateOf(failures(count), 'unknown', { ...policy, lockedWhen }, 1);
  expect([state(2, 'exceeded'), state(3, 'exceeded')]).toEqual(['open', 'locked']);
  expect([state(1, 'reached'), state(2, 'reached')]).toEqual(['open', 'locked']);
});

test('each location has its own counter and threshold', () => {
  expect(lockStateOf(failures(3), 'familiar', policy, 1)).toBe('open');
  expect(lockStateOf(failures(4, 'familiar'), 'familiar', policy, 1)).toBe('open');
  expect(lockStateOf(failures(5, 'familiar'), 'familiar', policy, 1)).toBe('locked');
});

test('after the window one try is allowed, and the count goes on', () => {
  const locked = failures(3);
  const window = policy.observationWindow;
  expect(lockStateOf(locked, 'unknown', policy, window - 1)).toBe('locked');
  expect(lockStateOf(locked, 'unknown', policy, window)).toBe('oneTry');
  const admitted = afterAdmission(locked, 'unknown', window, window);
  expect(lockStateOf(admitted, 'unknown', policy, window)).toBe('locked');
  const again = afterFailure(admitted, 'unknown', window, window);
  expect(again.unknown.badPasswords).toBe(4);
  expect(lockStateOf(again, 'unknown', policy, 2 * window)).toBe('oneTry');
});

test('only a right password or a reset ends a count', () => {
  const locked = failures(3);
  expect(lockStateOf(afterSuccess(locked, 'unknown', []), 'unknown', policy, 1)).toBe('open');
  expect(lockStateOf(afterSuccess(locked, 'familiar', []), 'unknown', policy, 1)).toBe('locked');
  expect(lockStateOf(afterReset(locked, 'familiar'), 'unknown', policy, 1)).toBe('locked');
  expect(lockStateOf(afterReset(locked, undefined), 'unknown', policy, 1)).toBe('open');
});

test("AD's counter locks from the threshold on, until the window after the last bad password is over", () => {
  const at = (badPwdCount: number, now: number) =>
    isLockedByDirectory({ badPwdCount, badPasswordTime: 0 }, policy, now);
  expect([at(1, 1), at(2, 1), at(2, 30 * MINUTE)]).toEqual([false, true, false]);
  expect(isLockedByDirectory({ badPwdCount: 9, badPasswordTime: undefined }, policy, 1)).toBe(false);
});
