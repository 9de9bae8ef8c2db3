import { expect, test } from 'vitest';
import { isWithinLogonHours } from '../logon/restrictions.ts';
import { logonHoursBytes } from './logon-hours.ts';

/** A moment of the week that begins on Sunday 2026-01-04, UTC. */
const at = (day: number, hour: number): number => Date.UTC(2026, 0, 4 + day, hour, 30);

test.each([
  ['Mon-Fri', '08:00', '18:00', at(1, 8), true],
  ['Mon-Fri', '08:00', '18:00', at(1, 7), false],
  ['Mon-Fri', '08:00', '18:00', at(1, 18), false],
  ['Mon-Fri', '08:00', '18:00', at(0, 12), false],
  ['Sat-Mon', '00:00', '24:00', at(0, 12), true],
  ['Sat-Mon', '00:00', '24:00', at(2, 0), false],
  ['Mon, Wed-Thu', '09:00', '10:00', at(3, 9), true],
  ['Mon, Wed-Thu', '09:00', '10:00', at(2, 9), false],
  ['Sat', '22:00', '06:00', at(0, 5), true],
  ['Sat', '22:00', '06:00', at(6, 5), false],
])('%s from %s to %s', (days, from, to, moment, isAllowed) => {
  expect(isWithinLogonHours(logonHoursBytes({ days, from, to }), moment)).toBe(isAllowed);
});

test('never is never', () => {
  expect(logonHoursBytes('never')).toEqual(Buffer.alloc(21));
});
