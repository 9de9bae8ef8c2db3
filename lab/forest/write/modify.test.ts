import { describe, expect, test } from 'vitest';
import { Oid } from '../../ldap/oids.ts';
import { BASE, createWriteWorld, STAFF, type Change } from './testing.ts';

const FINN = `CN=finn,${STAFF}`;

describe('values', () => {
  test.each([
    ['F-mod-badattr', '16 00000057', [['replace', 'nosuch', 'x']]],
    ['F-mod-add-existing-value', '20 00002083', [['add', 'description', 'X']]],
    ['F-mod-delete-missing-value', '16 00002085', [['delete', 'description', 'y']]],
    ['an attribute that is not there', '16 00002085', [['delete', 'info']]],
    ['F-mod-guid', '19 000020B1', [['replace', 'objectGUID', Buffer.alloc(16)]]],
    ['F-mod-two-values-single', '20 00002081', [['replace', 'displayName', 'a', 'b']]],
    ['a second value of a single-valued one', '20 00002081', [['add', 'title', 'b']]],
    ['the naming attribute', '67 00002016', [['replace', 'cn', 'other']]],
    ['its name', '67 00002016', [['replace', 'name', 'other']]],
    ['its structural class', '69 00002017', [['add', 'objectClass', 'computer']]],
    ['what its class demands', '65 0000207C', [['delete', 'sAMAccountName']]],
    ['D-write-badPwdCount', '53 0000209A', [['replace', 'badPwdCount', '0']]],
    ['the LAN Manager hash', '53 0000209A', [['replace', 'dBCSPwd', Buffer.alloc(16)]]],
    ['a part of the members', '16 00000057', [['delete', 'member;range=0-1', 'x']]],
    ['an add without values', '2 00000057', [['add', 'description']]],
    [
      'all or none',
      '16 00002085',
      [
        ['replace', 'title', 'lost'],
        ['delete', 'info'],
      ],
    ],
  ] satisfies [string, string, Change[]][])('%s: %s', (_, expected, changes) => {
    const { user, modify, values } = createWriteWorld();
    user('finn', { description: 'x', title: 'a' });
    expect(modify(FINN, changes)).toBe(expected);
    expect([values('finn', 'description'), values('finn', 'title')]).toEqual([['x'], ['a']]);
  });

  test('F-mod-missing, and where else nothing is', () => {
    const { modify } = createWriteWorld();
    const change: Change[] = [['replace', 'description', 'x']];
    expect(modify(`CN=ghost,${STAFF}`, change)).toBe('32 0000208D');
    expect(modify('CN=x,DC=elsewhere,DC=example', change)).toBe('10 0000202B');
    expect(modify('nonsense', change)).toBe('34 0000208F');
    expect(modify(`CN=Configuration,${BASE}`, change)).toBe('53 00002035');
  });

  test('changes see those before them, and what comes to nothing is not written', () => {
    const { user, modify, values, domain } = createWriteWorld();
    user('finn', { otherTelephone: 'x' });
    const usn = domain.at('DC1').highestUsn;
    expect(
      modify(FINN, [
        ['delete', 'otherTelephone'],
        ['add', 'otherTelephone', 'x'],
      ]),
    ).toBe('0');
    expect(domain.at('DC1').highestUsn).toBe(usn);
    expect(
      modify(FINN, [
        ['delete', 'otherTelephone', 'x'],
        ['add', 'otherTelephone', 'y', 'z'],
      ]),
    ).toBe('0');
    expect(values('finn', 'otherTelephone')).toEqual(['y', 'z']);
  });

  test('F-mod-permissive: what is there may come, what is not may go', () => {
    const { user, modify, values } = createWriteWorld();
    user('finn', { otherTelephone: 'x' });
    const permissive = [Oid.permissiveModify];
    const changes: Change[] = [
      ['add', 'otherTelephone', 'X', 'y'],
      ['delete', 'info'],
      ['delete', 'url', 'a'],
    ];
    expect(modify(FINN, changes, undefined, permissive)).toBe('0');
    expect(values('finn', 'otherTelephone')).toEqual(['x', 'y']);
  });

  test('an auxiliary class brings its attributes along', () => {
    const { user, modify } = createWriteWorld();
    user('finn');
    expect(modify(`CN=Domain Guests,CN=Users,${BASE}`, [['add', 'shadowLastChange', '1']])).toMatch(
      /^(16|65)/,
    );
    expect(
      modify(FINN, [
        ['add', 'objectClass', 'posixAccount'],
        ['add', 'uidNumber', '7'],
      ]),
    ).toBe('0');
  });

  test('an object is found by its GUID and its SID, in text or bytes', () => {
    const { user, modify, find } = createWriteWorld();
    user('finn');
    const sid = find('finn')?.values('objectsid')[0];
    const hex = Buffer.isBuffer(sid) ? sid.toString('hex') : '';
    for (const dn of [`<GUID=${find('finn')?.id ?? ''}>`, `<SID=${hex}>`]) {
      expect(modify(dn, [['replace', 'title', dn.slice(0, 4)]])).toBe('0');
    }
  });
});

describe('access', () => {
  test.each([
    ['F-user-modify-own-allowed', '0', FINN, 'telephoneNumber'],
    ['F-user-modify-own-forbidden', '50 00002098', FINN, 'department'],
    ['F-user-modify-other', '50 00002098', `CN=Guest,CN=Users,${BASE}`, 'telephoneNumber'],
  ])('%s: %s', (_, expected, dn, attribute) => {
    const { user, modify, as } = createWriteWorld();
    user('finn');
    expect(modify(dn, [['replace', attribute, '1']], as('finn'))).toBe(expected);
  });

  test('E-anon-modify, and the global catalog takes no writes', () => {
    const { modify, add, remove, rename, context, as } = createWriteWorld();
    const change: Change[] = [['replace', 'description', 'x']];
    expect(modify(BASE, change, context)).toBe('1 000004DC');
    expect(add(`CN=x,${STAFF}`, { objectClass: 'contact' }, context)).toBe('1 000004DC');
    expect(remove(STAFF, context)).toBe('1 000004DC');
    expect(rename(STAFF, 'OU=x', undefined, context)).toBe('1 000004DC');
    expect(modify(BASE, change, as('Administrator', { globalCatalog: true }))).toBe('53 00002035');
  });

  test('account operators make nobody whom others trust', () => {
    const { user, add, modify, as } = createWriteWorld();
    user('olga');
    modify(`CN=Account Operators,CN=Builtin,${BASE}`, [['add', 'member', `CN=olga,${STAFF}`]]);
    const pc = `CN=PC1,${STAFF}`;
    const olga = as('olga');
    expect(add(pc, { objectClass: 'computer', sAMAccountName: 'PC1$' }, olga)).toBe('0');
    for (const control of [8192, 4096 + 0x80000, 4096 + 0x1000000]) {
      expect(modify(pc, [['replace', 'userAccountControl', String(control)]], olga)).toMatch(/^50/);
      expect(modify(pc, [['replace', 'userAccountControl', String(control)]])).toBe('0');
      modify(pc, [['replace', 'userAccountControl', '4096']]);
    }
  });

  test('account operators manage users and groups, but not administrators', () => {
    const { user, group, add, modify, as, domain } = createWriteWorld();
    user('olga');
    user('finn');
    user('adam');
    group('plain');
    modify(`CN=Account Operators,CN=Builtin,${BASE}`, [['add', 'member', `CN=olga,${STAFF}`]]);
    modify(`CN=Domain Admins,CN=Users,${BASE}`, [['add', 'member', `CN=adam,${STAFF}`]]);
    const olga = as('olga');
    const change: Change[] = [['replace', 'description', 'x']];
    expect(modify(FINN, change, olga)).toBe('0');
    expect(modify(`CN=plain,${STAFF}`, [['add', 'member', FINN]], olga)).toBe('0');
    expect(modify(`CN=adam,${STAFF}`, change, olga)).toBe('50 00002098');
    expect(modify(`CN=Domain Admins,CN=Users,${BASE}`, [['add', 'member', FINN]], olga)).toBe('50 00002098');
    expect(modify(STAFF, change, olga)).toBe('50 00002098');
    expect(add(`CN=new,${STAFF}`, { objectClass: 'user' }, olga)).toBe('0');
    expect(add(`OU=new,${BASE}`, { objectClass: 'organizationalUnit' }, olga)).toBe('50 00000005');
    expect(modify(BASE, [['replace', 'lockoutThreshold', '9']], as('adam'))).toBe('0');
    expect(domain.policyAt('DC1').lockout.threshold).toBe(9);
  });
});

test('the history tells who wrote which attributes to what, and no values', () => {
  const { user, modify, rename, remove, events } = createWriteWorld();
  user('finn');
  modify(FINN, [['replace', 'description', 'secret']]);
  rename(FINN, 'CN=finn2');
  remove(`CN=finn2,${STAFF}`);
  expect(events.map(({ kind, component, data }) => [component, kind, data])).toEqual([
    ['DC1', 'object.added', { dn: FINN, by: 'Administrator', class: 'user' }],
    ['DC1', 'object.modified', { dn: FINN, by: 'Administrator', attributes: 'description' }],
    ['DC1', 'object.renamed', { dn: FINN, by: 'Administrator', to: `CN=finn2,${STAFF}` }],
    ['DC1', 'object.deleted', { dn: `CN=finn2,${STAFF}`, by: 'Administrator' }],
  ]);
});
