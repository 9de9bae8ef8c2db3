import { describe, expect, test } from 'vitest';
import { filetime } from '../core/filetime.ts';
import { sidBytes } from '../core/identifiers.ts';
import { passwordValues } from '../passwords/stored-password.ts';
import type { Values } from '../store/object.ts';
import type { ForestSettings } from '../topology/settings.ts';
import { estate, MINUTE, RIGHT } from './testing.ts';

describe('two domain controllers', () => {
  test('a bad password at one is counted at the PDC emulator too, and the lock shows at both', () => {
    const { bind, counters } = estate({}, {}, 15_000);
    for (const wrong of ['1', '2', '3']) bind(wrong, { dc: 'DC2' });
    expect([counters('DC1').badPwdCount, counters('DC2').badPwdCount]).toEqual([3, 3]);
    expect([bind(RIGHT, { dc: 'DC1' }).refused, bind(RIGHT, { dc: 'DC2' }).refused]).toEqual(['775', '775']);
  });

  test('tries spread over both lock by the count of the PDC emulator', () => {
    const { bind, counters } = estate();
    bind('1', { dc: 'DC2' });
    bind('2', { dc: 'DC1' });
    expect(bind('3', { dc: 'DC2' })).toMatchObject({ locked: true });
    expect([counters('DC1').badPwdCount, counters('DC2').badPwdCount]).toEqual([3, 2]);
  });

  test('with the PDC emulator down each counts for itself', () => {
    const { bind, counters, domain } = estate();
    const pdc = domain.controller('DC1');
    if (pdc !== undefined) pdc.running = false;
    for (const wrong of ['1', '2']) expect(bind(wrong, { dc: 'DC2' }).locked).toBeUndefined();
    expect(bind('3', { dc: 'DC2' })).toMatchObject({ locked: true });
    expect(counters('DC1').badPwdCount).toBe(0);
  });

  test('a new password that has not come yet is asked of the PDC emulator', () => {
    const { bind, domain, id, clock } = estate({}, {}, 15_000);
    const object = domain.at('DC1').get(id);
    const values = passwordValues(object, {
      password: 'New-Passw0rd',
      pwdLastSet: clock.now,
      historyLength: 24,
    });
    domain.write('DC1', { id, values });
    expect(bind('New-Passw0rd', { dc: 'DC2' })).toMatchObject({ askedPdc: true });
    expect(bind('New-Passw0rd', { dc: 'DC2' }).refused).toBeUndefined();
  });
});

test('lastLogonTimestamp moves when it is fourteen days old, wherever the domain controller reaches', () => {
  const { bind, clock, counters } = estate({}, {}, 15 * MINUTE);
  const stamps = () => ['DC1', 'DC2'].map((dc) => counters(dc).lastLogonTimestamp);
  const first = clock.now;
  bind(RIGHT);
  expect(stamps()).toEqual([first, first]);
  clock.now += 13 * 24 * 60 * MINUTE;
  bind(RIGHT);
  expect(stamps()).toEqual([first, first]);
  clock.now += 24 * 60 * MINUTE;
  bind(RIGHT);
  expect(stamps()).toEqual([clock.now, clock.now]);
});

describe('a domain controller whose clock is wrong', () => {
  test.each([40, -40])('by %d minutes locks by its own time, and for as long', (minutes) => {
    const { bind, domain, clock } = estate();
    const dc = domain.controller('DC1');
    if (dc !== undefined) dc.skewMs = minutes * MINUTE;
    const tries = [bind('1'), bind('2'), bind('3'), bind(RIGHT)].map(({ refused }) => refused);
    expect(tries).toEqual(['52e', '52e', '52e', '775']);
    clock.now += 30 * MINUTE;
    expect(bind(RIGHT).refused).toBeUndefined();
  });

  test('lets the password before in for as long as any', () => {
    const { bind, domain, id, clock, set } = estate({}, { oldPasswordPeriod: 60 * MINUTE });
    const dc = domain.controller('DC1');
    if (dc !== undefined) dc.skewMs = 90 * MINUTE;
    const pwdLastSet = domain.timeAt('DC1');
    const object = domain.at('DC1').get(id);
    set(Object.fromEntries(passwordValues(object, { password: 'New-1!', pwdLastSet, historyLength: 24 })));
    expect(bind(RIGHT)).toMatchObject({ previousPassword: true });
    clock.now += 60 * MINUTE;
    expect(bind(RIGHT).refused).toBe('52e');
  });
});

describe('news that only the PDC emulator has', () => {
  const states: Record<string, [Record<string, Values>, Record<string, Values>]> = {
    775: [{ lockouttime: [filetime(Date.UTC(2026, 0, 5, 8))] }, { lockouttime: ['0'] }],
    773: [{ pwdlastset: ['0'] }, { pwdlastset: [filetime(Date.UTC(2026, 0, 5, 8))] }],
  };
  test.each(Object.entries(states))('%s is asked of it', (code, [before, after]) => {
    const settings: Partial<ForestSettings>[] = [{}, { pdcJudges: 'wrongPasswords' }];
    const refusals = settings.map((each) => {
      const { bind, set } = estate(before, each, 15 * MINUTE);
      set(after);
      return bind(RIGHT, { dc: 'DC2' }).refused;
    });
    expect(refusals).toEqual([undefined, code]);
  });
});

describe('the built-in Administrator', () => {
  const administrator = (domain: ReturnType<typeof estate>['domain']) => ({
    objectsid: [sidBytes(`${domain.sid}-500`)],
  });

  test.each([
    ['1', undefined],
    ['9', '775'],
  ])('with pwdProperties %s is, after too many bad tries, %s', (pwdProperties, refused) => {
    const { bind, set, domain } = estate();
    const built = [...domain.at('DC1').find('objectsid', `${domain.sid}-500`)][0];
    if (built !== undefined) domain.write('DC1', { id: built.id, values: new Map([['objectsid', []]]) });
    set(administrator(domain));
    const { root } = domain.at('DC1');
    domain.write('DC1', { id: root.id, values: new Map([['pwdproperties', [pwdProperties]]]) });
    for (const wrong of ['1', '2', '3', '4']) bind(wrong);
    expect(bind(RIGHT).refused).toBe(refused);
  });
});

describe('passwords of the past', () => {
  function changed(settings: Partial<ForestSettings> = {}) {
    const made = estate({}, settings);
    for (const password of ['P-1-two', 'P-2-three', 'P-3-four']) {
      const object = made.domain.at('DC1').get(made.id);
      const values = passwordValues(object, { password, pwdLastSet: made.clock.now, historyLength: 24 });
      made.set(Object.fromEntries(values));
    }
    return made;
  }

  test('the one before is let in for a while', () => {
    const { bind, clock } = changed({ oldPasswordPeriod: 60 * MINUTE });
    expect(bind('P-2-three')).toMatchObject({ previousPassword: true });
    clock.now += 60 * MINUTE;
    expect(bind('P-2-three').refused).toBe('52e');
  });

  test('the last two are refused without being counted, older ones count', () => {
    const { bind, counters } = changed({ oldPasswordPeriod: 0 });
    expect([bind('P-2-three').refused, bind('P-1-two').refused]).toEqual(['52e', '52e']);
    expect(counters('DC1')).toMatchObject({ badPwdCount: 0, badPasswordTime: 0 });
    bind(RIGHT);
    expect(counters('DC1').badPwdCount).toBe(1);
  });

  test('a domain controller may be told to count them', () => {
    const { bind, counters, domain } = changed({ oldPasswordPeriod: 0 });
    const dc = domain.controller('DC1');
    if (dc !== undefined) dc.sparesOldPasswords = false;
    bind('P-2-three');
    expect(counters('DC1').badPwdCount).toBe(1);
  });
});
