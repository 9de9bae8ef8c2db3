import { describe, expect, test } from 'vitest';
import { filetime } from '../core/filetime.ts';
import { sidBytes } from '../core/identifiers.ts';
import { createTestForest, NOTHING_BEYOND } from '../domain/testing.ts';
import { Uac } from '../domain/user-account-control.ts';
import { proofByBind } from '../passwords/proof.ts';
import { passwordValues } from '../passwords/stored-password.ts';
import type { Values } from '../store/object.ts';
import type { ForestSettings } from '../topology/settings.ts';
import { authenticate } from './authenticate.ts';

const MINUTE = 60_000;
const RIGHT = 'Right-Passw0rd';

function estate(
  attributes: Record<string, Values> = {},
  settings: Partial<ForestSettings> = {},
  delayMs = 0,
) {
  const { forest, domain, clock } = createTestForest({ delayMs }, settings);
  const staff = domain.at('DC1').byKey('ou=staff\u0000dc=contoso\u0000dc=lab');
  const id = domain.newId();
  const password = passwordValues(undefined, { password: RIGHT, pwdLastSet: clock.now, historyLength: 24 });
  const common: Record<string, Values> = {
    objectclass: ['top', 'person', 'organizationalPerson', 'user'],
    samaccountname: ['ada'],
    userprincipalname: ['ada@example.com'],
    displayname: ['Ada Byron'],
    useraccountcontrol: [String(Uac.normalAccount)],
    accountexpires: ['9223372036854775807'],
    objectsid: [domain.newSid()],
  };
  const values = new Map([...Object.entries(common), ...password, ...Object.entries(attributes)]);
  for (const dc of ['DC1', 'DC2']) {
    domain.write(dc, { id, place: { parent: staff?.id ?? '', rdn: { type: 'CN', value: 'Ada' } }, values });
  }
  domain.replicateAll();
  const bind = (password: string, { dc = 'DC1', name = 'ada@example.com' } = {}) =>
    authenticate({
      ...{ forest, domain, dc, name },
      proof: proofByBind(Buffer.from(password)),
      workstation: 'AGENT1',
      surroundings: NOTHING_BEYOND,
    });
  const counters = (dc: string) => domain.at(dc).logons.read(id);
  const set = (changes: Record<string, Values>, dc = 'DC1'): void =>
    void domain.write(dc, { id, values: new Map(Object.entries(changes)) });
  return { forest, domain, clock, id, bind, counters, set };
}

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
