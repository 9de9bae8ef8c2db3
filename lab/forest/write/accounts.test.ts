import { describe, expect, test } from 'vitest';
import { BASE, createWriteWorld, quoted, RIGHT, STAFF, type Change } from './testing.ts';

const DORA = `CN=dora,${STAFF}`;
const NEW = 'New-Passw0rd-1!';
const change = (from: string, to: string): Change[] => [
  ['delete', 'unicodePwd', quoted(from)],
  ['add', 'unicodePwd', quoted(to)],
];
const reset = (to: string): Change[] => [['replace', 'unicodePwd', quoted(to)]];

describe('userAccountControl', () => {
  test.each([
    ['D-write-uac-lockout-bit', '528', '0', '512'],
    ['disabling', '514', '0', '514'],
    ['no kind at all', '0', '0', '512'],
    ['two kinds', '4608', '53 00000057', '512'],
    ['a machine that is no computer', '4096', '53 00000057', '512'],
    ['a trust', '2048', '53 00000057', '512'],
    ['a bit that is not there', '1073742336', '53 00000057', '512'],
    ['must not change the password', '576', '0', '512'],
    ['password expired', '8389120', '0', '512'],
    ['never expires', '66048', '0', '66048'],
  ])('%s: %s', (_, value, expected, kept) => {
    const { user, modify, values } = createWriteWorld();
    user('dora');
    expect(modify(DORA, [['replace', 'userAccountControl', value]])).toBe(expected);
    expect(values('dora', 'userAccountControl')).toEqual([kept]);
  });

  test('C-nopassword-disabled: enabled only once there is a password, or none is needed', () => {
    const { add, modify } = createWriteWorld();
    add(DORA, { objectClass: 'user', sAMAccountName: 'dora' });
    expect(modify(DORA, [['replace', 'userAccountControl', '512']])).toBe('53 0000052D');
    expect(modify(DORA, [['replace', 'userAccountControl', '544']])).toBe('0');
    expect(modify(DORA, [...reset(NEW), ['replace', 'userAccountControl', '512']])).toBe('0');
  });

  test('C-smartcard-required: the password is nobody’s from then on', () => {
    const { user, modify, bind } = createWriteWorld();
    user('dora');
    expect(modify(DORA, [['replace', 'userAccountControl', '262656']])).toBe('0');
    expect(bind('dora')).toBe('52e');
    expect(modify(DORA, reset(NEW))).toBe('0');
    expect(bind('dora', NEW)).toBe('52f');
  });

  test('a computer that becomes a domain controller changes its primary group', () => {
    const { add, modify, values } = createWriteWorld();
    add(`CN=srv,${STAFF}`, { objectClass: 'computer', sAMAccountName: 'srv$' });
    expect(modify(`CN=srv,${STAFF}`, [['replace', 'userAccountControl', '8192']])).toBe('0');
    expect(values('srv$', 'primaryGroupID')).toEqual(['516']);
  });
});

describe('lockoutTime and pwdLastSet', () => {
  function locked() {
    const world = createWriteWorld();
    world.user('dora');
    for (let n = 0; n < 3; n++) world.bind('dora', 'wrong');
    return {
      ...world,
      counters: (dc: string) => world.domain.at(dc).logons.read(world.find('dora')?.id ?? ''),
    };
  }

  test('D-write-lockoutTime-zero unlocks: the count goes, the time stays as 0, the history tells', () => {
    const { modify, values, counters, events, bind } = locked();
    expect(bind('dora')).toBe('775');
    expect(counters('DC1').badPwdCount).toBe(3);
    expect(modify(DORA, [['replace', 'lockoutTime', '0']])).toBe('0');
    expect([counters('DC1').badPwdCount, values('dora', 'lockoutTime')]).toEqual([0, ['0']]);
    expect(bind('dora')).toBe('accepted');
    const data = { account: 'dora', upn: 'dora@contoso.lab', by: 'administrator' };
    expect(events).toContainEqual({ component: 'DC1', kind: 'account.unlocked', data });
  });

  test('D-write-lockoutTime-nonzero is refused, and the lock stays', () => {
    const { modify, bind, values } = locked();
    const before = values('dora', 'lockoutTime');
    expect(modify(DORA, [['replace', 'lockoutTime', '132000000000000000']])).toBe('53 00000057');
    expect([bind('dora'), values('dora', 'lockoutTime')]).toEqual(['775', before]);
  });

  test('D-reset-admin-while-locked, D-after-reset-bind: a reset does not unlock', () => {
    const { modify, bind } = locked();
    expect(modify(DORA, reset(NEW))).toBe('0');
    expect(bind('dora', NEW)).toBe('775');
  });

  test('D-locked-change-self', () => {
    const { modify, as } = locked();
    expect(modify(DORA, change(RIGHT, NEW), as('dora'))).toBe('19 00000775');
  });

  test('C-mustchange-cleared: 0 is must change, -1 is changed now, and nothing else can be written', () => {
    const { user, modify, bind } = createWriteWorld();
    user('dora');
    expect(modify(DORA, [['replace', 'pwdLastSet', '0']])).toBe('0');
    expect(bind('dora')).toBe('773');
    expect(modify(DORA, [['replace', 'pwdLastSet', '-1']])).toBe('0');
    expect(bind('dora')).toBe('accepted');
    expect(modify(DORA, [['replace', 'pwdLastSet', '132000000000000000']])).toBe('53 00000057');
  });

  test('a reset with "must change at next logon"', () => {
    const { user, modify, bind } = createWriteWorld();
    user('dora');
    expect(modify(DORA, [...reset(NEW), ['replace', 'pwdLastSet', '0']])).toBe('0');
    expect(bind('dora', NEW)).toBe('773');
  });
});

describe('passwords', () => {
  test.each([
    ['G-change-ok', '0', change(RIGHT, NEW)],
    ['G-change-wrong-old', '19 00000056', change('wrong', NEW)],
    ['G-change-too-short', '19 0000052D', change(RIGHT, 'A-1b')],
    ['G-change-contains-name', '19 0000052D', change(RIGHT, 'My-gina-Passw0rd!')],
    ['G-change-same', '19 0000052D', change(RIGHT, RIGHT)],
    ['G-user-replace', '50 00000005', reset(NEW)],
    ['G-reset-delete', '53 0000001F', [['delete', 'unicodePwd']]],
    ['only the new one', '53 0000001F', [['add', 'unicodePwd', quoted(NEW)]]],
  ] satisfies [string, string, Change[]][])('%s by oneself: %s', (_, expected, changes) => {
    const { user, modify, as, bind } = createWriteWorld();
    user('gina');
    expect(modify(`CN=gina,${STAFF}`, changes, as('gina'))).toBe(expected);
    expect(bind('gina', expected === '0' ? NEW : RIGHT)).toBe('accepted');
  });

  test.each([
    ['G-reset-admin', '0', reset(NEW)],
    ['G-reset-admin-short', '53 0000052D', reset('A-1b')],
    ['G-reset-utf8', '53 0000001F', [['replace', 'unicodePwd', '"New-Passw0rd-1!"']]],
    ['G-reset-no-quotes', '53 0000001F', [['replace', 'unicodePwd', Buffer.from(NEW, 'utf16le')]]],
    ['G-userPassword', '0', [['replace', 'userPassword', NEW]]],
  ] satisfies [string, string, Change[]][])('%s by an administrator: %s', (name, expected, changes) => {
    const { user, modify, bind } = createWriteWorld();
    user('gina');
    expect(modify(`CN=gina,${STAFF}`, changes)).toBe(expected);
    expect(bind('gina', name === 'G-reset-admin' ? NEW : RIGHT)).toBe('accepted');
  });

  test('G-plain-ldap: not in clear', () => {
    const { user, modify, as } = createWriteWorld();
    user('gina');
    const gina = as('gina', { secure: false });
    expect(modify(`CN=gina,${STAFF}`, change(RIGHT, NEW), gina)).toBe('53 0000001F');
  });

  test('three wrong old passwords lock, and the history tells', () => {
    const { user, modify, as, bind, events } = createWriteWorld();
    user('gina');
    const gina = as('gina');
    for (let n = 0; n < 3; n++) modify(`CN=gina,${STAFF}`, change('wrong', NEW), gina);
    expect(bind('gina')).toBe('775');
    expect(events.filter(({ kind }) => kind === 'account.locked')).toHaveLength(1);
  });
});

describe('primary group', () => {
  test('only one that the account is in; the old one becomes an ordinary one', () => {
    const { user, group, modify, values, find } = createWriteWorld();
    user('dora');
    group('crew');
    const sid = String(
      find('crew')
        ?.values('objectsid')
        .map((each) => Buffer.isBuffer(each) && each.readUInt32LE(24)),
    );
    expect(modify(DORA, [['replace', 'primaryGroupID', sid]])).toBe('53 00000561');
    modify(`CN=crew,${STAFF}`, [['add', 'member', DORA]]);
    expect(modify(DORA, [['replace', 'primaryGroupID', sid]])).toBe('0');
    expect(values('crew', 'member')).toEqual([]);
    expect(values('Domain Users', 'member')).toEqual([find('dora')?.id]);
    expect(modify(`CN=crew,${STAFF}`, [['add', 'member', DORA]])).toBe('68 00000528');
    expect(modify(`CN=crew,${STAFF}`, [['delete', 'member', DORA]])).toBe('53 00000561');
  });
});

describe('policies', () => {
  test.each([
    ['D-duration-set-minint', '0', [['replace', 'lockoutDuration', '-9223372036854775808']]],
    ['D-threshold-negative', '0', [['replace', 'lockoutThreshold', '-1']]],
    ['D-threshold-1000', '0', [['replace', 'lockoutThreshold', '1000']]],
    [
      'D-window-longer-than-duration',
      '53 0000202F',
      [
        ['replace', 'lockoutDuration', '-600000000'],
        ['replace', 'lockOutObservationWindow', '-1200000000'],
      ],
    ],
    [
      'both shorter at once',
      '0',
      [
        ['replace', 'lockoutDuration', '-40000000'],
        ['replace', 'lockOutObservationWindow', '-40000000'],
      ],
    ],
    ['a time that is positive', '53 0000202F', [['replace', 'lockoutDuration', '600000000']]],
    [
      'an age that is over before it begins',
      '53 0000202F',
      [
        ['replace', 'maxPwdAge', '-10000000'],
        ['replace', 'minPwdAge', '-864000000000'],
      ],
    ],
  ] satisfies [string, string, Change[]][])('of the domain: %s: %s', (_, expected, changes) => {
    expect(createWriteWorld().modify(BASE, changes)).toBe(expected);
  });

  const settings = (more: Record<string, string> = {}): Record<string, string> => ({
    ...{ objectClass: 'msDS-PasswordSettings', 'msDS-PasswordSettingsPrecedence': '10' },
    ...{ 'msDS-PasswordReversibleEncryptionEnabled': 'FALSE', 'msDS-PasswordHistoryLength': '24' },
    ...{ 'msDS-PasswordComplexityEnabled': 'TRUE', 'msDS-MinimumPasswordLength': '7' },
    ...{ 'msDS-MinimumPasswordAge': '0', 'msDS-MaximumPasswordAge': '-36288000000000' },
    ...{ 'msDS-LockoutThreshold': '2', 'msDS-LockoutObservationWindow': '-600000000' },
    ...{ 'msDS-LockoutDuration': '-600000000', ...more },
  });
  test.each([
    ['P-add-psoU', '0', { 'msDS-PSOAppliesTo': DORA }],
    ['P-precedence-zero', '21 0000200B', { 'msDS-PasswordSettingsPrecedence': '0' }],
    ['P-window-gt-duration', '53 0000202F', { 'msDS-LockoutObservationWindow': '-1200000000' }],
    ['P-pso-maxage', '0', { 'msDS-MaximumPasswordAge': '-20000000' }],
    ['a truth that is none', '21 0000200B', { 'msDS-PasswordComplexityEnabled': 'yes' }],
  ])('fine-grained: %s: %s', (_, expected, more) => {
    const { user, add } = createWriteWorld();
    user('dora');
    const dn = `CN=pso,CN=Password Settings Container,CN=System,${BASE}`;
    expect(add(dn, settings(more))).toBe(expected);
  });

  test('one that demands too little of itself is no object of its class', () => {
    const { add } = createWriteWorld();
    const rest = Object.entries(settings()).filter(([name]) => name !== 'msDS-LockoutThreshold');
    const dn = `CN=pso,CN=Password Settings Container,CN=System,${BASE}`;
    expect(add(dn, Object.fromEntries(rest))).toBe('65 0000207C');
  });
});
