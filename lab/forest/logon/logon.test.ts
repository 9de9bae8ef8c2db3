import { describe, expect, test } from 'vitest';
import { filetime } from '../core/filetime.ts';
import { Uac } from '../domain/user-account-control.ts';
import type { Values } from '../store/object.ts';
import { estate, MINUTE, RIGHT } from './testing.ts';

describe('names in a bind', () => {
  const { bind, id, domain } = estate();
  const sid = `S-1-5-21-1-2-3-${String(domain.sid === 'S-1-5-21-1-2-3' ? 1100 : 0)}`;
  test.each([
    ['a distinguished name', 'cn=ADA , ou=staff,DC=contoso,DC=lab'],
    ['an explicit UPN', 'ADA@example.com'],
    ['an implicit UPN', 'ada@contoso.lab'],
    ['an implicit UPN by NetBIOS name', 'ada@CONTOSO'],
    ['a down-level name', 'contoso\\Ada'],
    ['a canonical name', 'contoso.lab/Staff/Ada'],
    ['an extended canonical name', 'contoso.lab/Staff\nAda'],
    ['a GUID', `{${id}}`],
    ['a GUID as a name', `<GUID=${id}>`],
    ['a SID', sid],
    ['a SID as a name', `<SID=${sid}>`],
    ['a display name', 'Ada Byron'],
    ['spaces behind it', 'ada@example.com '],
  ])('%s', (_, name) => {
    expect(bind(RIGHT, { name })).toMatchObject({ account: { sam: 'ada' } });
    expect(bind(RIGHT, { name }).refused).toBeUndefined();
  });

  test.each([
    'ada',
    'NODOM\\ada',
    'ada@nowhere.example',
    'contoso.lab\\ada',
    'CONTOSO/ada',
    '=,=',
    'OU=Staff,DC=contoso,DC=lab',
  ])('%s means nobody', (name) => expect(bind(RIGHT, { name })).toEqual({ refused: '52e' }));
});

describe('the order of checks', () => {
  const past = Date.UTC(2025, 0, 1);
  const states: Record<string, Record<string, Values>> = {
    533: { useraccountcontrol: [String(Uac.normalAccount | Uac.accountDisabled)] },
    701: { accountexpires: [filetime(past)] },
    773: { pwdlastset: ['0'] },
    532: { pwdlastset: [filetime(past)] },
    531: { userworkstations: ['OTHER,ELSE'] },
    530: { logonhours: [Buffer.alloc(21)] },
    '52f': { useraccountcontrol: [String(Uac.normalAccount | Uac.smartCardRequired)] },
  };
  test.each(Object.keys(states))('%s shows with the right password alone', (code) => {
    const { bind } = estate(states[code]);
    expect(bind(RIGHT).refused).toBe(code);
    expect(bind('wrong').refused).toBe('52e');
  });

  const order = ['533', '701', '773', '530', '531'];
  const pairs = order.flatMap((first, nth) => order.slice(nth + 1).map((second) => [first, second] as const));
  test.each(pairs)('%s before %s', (first, second) => {
    const { bind } = estate({ ...states[second], ...states[first] });
    expect(bind(RIGHT).refused).toBe(first);
  });

  test('a lock shows before all of them, whatever the password', () => {
    const { bind, counters, set, clock } = estate(states['533']);
    set({ lockouttime: [filetime(clock.now)] });
    expect([bind(RIGHT).refused, bind('wrong').refused]).toEqual(['775', '775']);
    expect(counters('DC1').badPwdCount).toBe(0);
  });

  test('workstations may be set to show before hours', () => {
    const { bind } = estate({ ...states['530'], ...states['531'] }, { restrictionShownFirst: 'workstation' });
    expect(bind(RIGHT).refused).toBe('531');
  });

  test('the host is found in the list by its short name, in any case', () => {
    expect(estate({ userworkstations: ['other, agent1'] }).bind(RIGHT).refused).toBeUndefined();
  });
});

describe('lockout, threshold 3', () => {
  test('try 3 still counts as a bad password, and locks', () => {
    const { bind, counters } = estate();
    const tries = [bind('1'), bind('2'), bind('3'), bind('4'), bind(RIGHT)];
    expect(tries.map(({ refused, locked }) => [refused, locked === true])).toEqual([
      ['52e', false],
      ['52e', false],
      ['52e', true],
      ['775', false],
      ['775', false],
    ]);
    expect(counters('DC1').badPwdCount).toBe(3);
  });

  test('the window slides from the last bad try', () => {
    const { bind, clock, counters } = estate();
    bind('1');
    clock.now += 30 * MINUTE;
    bind('2');
    expect(counters('DC1').badPwdCount).toBe(2);
    clock.now += 30 * MINUTE + 1;
    bind('3');
    expect(counters('DC1').badPwdCount).toBe(1);
  });

  test('after a lapsed lock a wrong password counts one, a right one clears all', () => {
    const { bind, clock, counters } = estate();
    for (const wrong of ['1', '2', '3']) bind(wrong);
    clock.now += 30 * MINUTE + 1;
    expect(bind('4')).toMatchObject({ refused: '52e' });
    expect(counters('DC1').badPwdCount).toBe(1);
    expect(bind(RIGHT)).toMatchObject({ unlocked: true });
    expect(counters('DC1')).toMatchObject({ badPwdCount: 0, logonCount: 1, lastLogon: clock.now });
  });
});
