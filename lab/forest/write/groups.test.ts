import { describe, expect, test } from 'vitest';
import { BASE, createWriteWorld, STAFF } from './testing.ts';

const GLOBAL = '-2147483646';
const LOCAL = '-2147483644';
const UNIVERSAL = '-2147483640';
const dn = (name: string): string => `CN=${name},${STAFF}`;

describe('members', () => {
  test('come and go; one who is in already, or is not, is told so', () => {
    const { user, group, modify, values, find } = createWriteWorld();
    user('ada');
    expect(group('crew', GLOBAL, ['ada'])).toBe('0');
    expect(values('crew', 'member')).toEqual([find('ada')?.id]);
    expect(modify(dn('crew'), [['add', 'member', dn('ADA')]])).toBe('68 00000562');
    expect(modify(dn('crew'), [['delete', 'member', dn('ada')]])).toBe('0');
    expect(modify(dn('crew'), [['delete', 'member', dn('ada')]])).toBe('53 00000561');
    expect(modify(dn('crew'), [['add', 'member', dn('ghost')]])).toBe('32 00000525');
    expect(modify(dn('crew'), [['add', 'member', dn('crew')]])).toBe('53 00002035');
    expect(modify(dn('ada'), [['add', 'memberOf', dn('crew')]])).toBe('53 0000209A');
  });

  test('by GUID and SID, and somebody from outside as a foreign security principal', () => {
    const { user, group, modify, values, find, names } = createWriteWorld();
    user('ada');
    group('crew', LOCAL);
    expect(modify(dn('crew'), [['add', 'member', `<GUID=${find('ada')?.id ?? ''}>`]])).toBe('0');
    const stranger = 'S-1-5-21-9-9-9-1105';
    expect(modify(dn('crew'), [['add', 'member', `<SID=${stranger}>`]])).toBe('0');
    const made = values('crew', 'member')[1] ?? '';
    expect(names(made)).toBe(`CN=${stranger},CN=ForeignSecurityPrincipals,${BASE}`);
    expect(modify(dn('crew'), [['add', 'member', `<SID=${stranger}>`]])).toBe('68 00000562');
    expect(modify(dn('crew'), [['add', 'member', '<SID=S-1-5-21-1-2-3-99999>']])).toBe('32 00000525');
    group('worldwide', UNIVERSAL);
    expect(modify(dn('worldwide'), [['add', 'member', `<SID=${stranger}>`]])).toBe('53 00002147');
  });

  test.each([
    [GLOBAL, GLOBAL, '0'],
    [GLOBAL, UNIVERSAL, '53 00002145'],
    [GLOBAL, LOCAL, '53 00002144'],
    [UNIVERSAL, GLOBAL, '0'],
    [UNIVERSAL, UNIVERSAL, '0'],
    [UNIVERSAL, LOCAL, '53 00002146'],
    [LOCAL, GLOBAL, '0'],
    [LOCAL, UNIVERSAL, '0'],
    [LOCAL, LOCAL, '0'],
  ])('a group of type %s takes in one of type %s: %s', (outer, inner, expected) => {
    const { group, modify } = createWriteWorld();
    group('outer', outer);
    group('inner', inner);
    expect(modify(dn('outer'), [['add', 'member', dn('inner')]])).toBe(expected);
  });

  test('a group that is refused for one member takes in none, and makes nobody up', () => {
    const { group, modify, values, domain } = createWriteWorld();
    group('outer', GLOBAL);
    const usn = domain.at('DC1').highestUsn;
    expect(modify(dn('outer'), [['add', 'member', '<SID=S-1-5-21-9-9-9-7>']])).toBe('53 00002147');
    expect([values('outer', 'member'), domain.at('DC1').highestUsn]).toEqual([[], usn]);
  });
});

describe('groupType', () => {
  test.each([
    [GLOBAL, UNIVERSAL, '0'],
    [LOCAL, UNIVERSAL, '0'],
    [UNIVERSAL, GLOBAL, '0'],
    [UNIVERSAL, LOCAL, '0'],
    [GLOBAL, LOCAL, '53 00002141'],
    [LOCAL, GLOBAL, '53 00002141'],
    [GLOBAL, '2', '0'],
    [GLOBAL, '-2147483642', '53 00002141'],
    [GLOBAL, '-2147483643', '53 00002141'],
    [GLOBAL, '0', '53 00002141'],
  ])('from %s to %s: %s', (from, to, expected) => {
    const { group, modify } = createWriteWorld();
    group('crew', from);
    expect(modify(dn('crew'), [['replace', 'groupType', to]])).toBe(expected);
  });

  test('not to what its members or its own groups do not allow', () => {
    const { group, modify } = createWriteWorld();
    group('local', LOCAL);
    group('holder', LOCAL, ['local']);
    expect(modify(dn('holder'), [['replace', 'groupType', UNIVERSAL]])).toBe('53 00002146');
    group('inner', GLOBAL);
    group('outer', GLOBAL, ['inner']);
    expect(modify(dn('inner'), [['replace', 'groupType', UNIVERSAL]])).toBe('53 00002145');
  });

  test('tells sAMAccountType', () => {
    const { group, modify, values } = createWriteWorld();
    group('crew', LOCAL);
    expect(values('crew', 'sAMAccountType')).toEqual(['536870912']);
    modify(dn('crew'), [['replace', 'groupType', '8']]);
    expect(values('crew', 'sAMAccountType')).toEqual(['268435457']);
  });
});
