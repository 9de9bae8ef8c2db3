import { describe, expect, test } from 'vitest';
import { Oid } from '../../ldap/oids.ts';
import { erase } from './remove.ts';
import { BASE, createWriteWorld, STAFF, type Change } from './testing.ts';
import { writingOf } from './writing.ts';

const FINN = `CN=finn,${STAFF}`;

describe('renaming and moving', () => {
  function two() {
    const world = createWriteWorld();
    world.user('finn');
    world.user('fred');
    world.add(`OU=Inner,${STAFF}`, { objectClass: 'organizationalUnit' });
    return world;
  }
  test.each([
    ['F-moddn', '0', FINN, 'CN=finn2', undefined],
    ['in other letters', '0', FINN, 'CN=FINN', undefined],
    ['F-moddn-taken', '68 00002071', FINN, 'CN=fred', undefined],
    ['to another place', '0', FINN, 'CN=finn', `OU=Inner,${STAFF}`],
    ['to no place', '32 0000208D', FINN, 'CN=finn', `OU=nope,${STAFF}`],
    ['to another type', '64 00002073', FINN, 'OU=finn', undefined],
    ['to a name of two levels', '34 0000208F', FINN, 'CN=a,CN=b', undefined],
    ['below itself', '53 00002035', STAFF, 'OU=Staff', `OU=Inner,${STAFF}`],
    ['where such things do not stand', '64 00002099', STAFF, 'OU=Staff', `CN=Users,${BASE}`],
    ['to another naming context', '53 00002035', FINN, 'CN=finn', `CN=Configuration,${BASE}`],
    ['what is not there', '32 0000208D', `CN=ghost,${STAFF}`, 'CN=x', undefined],
    ['the domain', '53 00002121', BASE, 'DC=other', undefined],
    ['CN=Users', '53 00002121', `CN=Users,${BASE}`, 'CN=People', undefined],
    ['a group under CN=Builtin', '53 00002121', `CN=Administrators,CN=Builtin,${BASE}`, 'CN=x', undefined],
    ['the administrator', '0', `CN=Administrator,CN=Users,${BASE}`, 'CN=Root', undefined],
  ])('%s: %s', (_, expected, dn, to, superior) => {
    expect(two().rename(dn, to, superior)).toBe(expected);
  });

  test('F-bind-upn-after-rename: names follow, the account stays, what stands below comes along', () => {
    const { rename, values, find, names, bind, domain } = two();
    const id = find('finn')?.id ?? '';
    expect(rename(FINN, 'CN=Finn\\, the second', `OU=Inner,${STAFF}`)).toBe('0');
    expect(names(id)).toBe(`CN=Finn\\, the second,OU=Inner,${STAFF}`);
    expect(values('finn', 'cn')).toEqual(['Finn, the second']);
    expect(rename(`OU=Inner,${STAFF}`, 'OU=Deep')).toBe('0');
    expect(names(id)).toBe(`CN=Finn\\, the second,OU=Deep,${STAFF}`);
    expect(domain.at('DC1').byKey('ou=deep\u0000ou=staff\u0000dc=contoso\u0000dc=lab')?.values('ou')).toEqual(
      ['Deep'],
    );
    expect(bind('finn')).toBe('accepted');
  });

  test('the old name cannot be kept, and users move nothing', () => {
    const { rename, as, admin } = two();
    expect(rename(FINN, 'CN=x', undefined, admin, false)).toBe('53 00000057');
    expect(rename(FINN, 'CN=x', undefined, as('finn'))).toBe('50 00000005');
  });
});

describe('deleting', () => {
  test.each([
    ['F-delete-parent', '66 00002015', STAFF],
    ['F-delete-bound-user', '0', FINN],
    ['what is not there', '32 0000208D', `CN=ghost,${STAFF}`],
    ['the administrator', '53 000020CE', `CN=Administrator,CN=Users,${BASE}`],
    ['CN=Computers', '53 000020CE', `CN=Computers,${BASE}`],
    ['the domain', '53 000020CE', BASE],
  ])('%s: %s', (_, expected, dn) => {
    const { user, remove } = createWriteWorld();
    user('finn');
    expect(remove(dn)).toBe(expected);
  });

  test('F-user-delete', () => {
    const { user, remove, as } = createWriteWorld();
    user('finn');
    expect(remove(`CN=Guest,CN=Users,${BASE}`, as('finn'))).toBe('50 00000005');
  });

  test('F-bind-deleted: a tombstone is left, with its ids and without its links and secrets', () => {
    const { user, group, modify, remove, find, names, values, bind, domain } = createWriteWorld();
    user('finn', { description: 'x' });
    group('crew', '-2147483646', ['finn']);
    const id = find('finn')?.id ?? '';
    expect(remove(FINN)).toBe('0');
    expect(bind('finn')).toBe('52e');
    expect(names(id)).toBe(`CN=finn\\0ADEL:${id},CN=Deleted Objects,${BASE}`);
    expect([...(domain.at('DC1').get(id)?.names() ?? [])].sort()).toEqual([
      ...[
        'cn',
        'instancetype',
        'isdeleted',
        'lastknownparent',
        'msds-lastknownrdn',
        'objectclass',
        'objectsid',
      ],
      ...['samaccountname', 'useraccountcontrol'],
    ]);
    expect(values('crew', 'member')).toEqual([]);
    expect(modify(names(id), [['replace', 'description', 'x']])).toBe('32 0000208D');
    expect(remove(FINN)).toBe('32 0000208D');
  });

  test('a tombstone can be brought back: itself, disabled, without its password', () => {
    const { user, modify, remove, find, names, bind, values } = createWriteWorld();
    user('finn');
    const id = find('finn')?.id ?? '';
    const sid = values('finn', 'objectSid');
    remove(FINN);
    const back: Change[] = [
      ['delete', 'isDeleted'],
      ['replace', 'distinguishedName', FINN],
    ];
    expect(modify(names(id), back)).toBe('32 0000208D');
    expect(modify(names(id), back, undefined, [Oid.showDeleted])).toBe('0');
    expect(names(id)).toBe(FINN);
    expect([values('finn', 'objectSid'), values('finn', 'userAccountControl')]).toEqual([sid, ['514']]);
    expect(bind('finn')).toBe('52e');
  });

  test('a tree goes with the control, a large one in parts', () => {
    const { add, remove, admin, domain } = createWriteWorld({ people: 20 });
    const tree = [Oid.treeDelete];
    expect(add(`OU=Inner,${STAFF}`, { objectClass: 'organizationalUnit' })).toBe('0');
    expect(add(`CN=c,OU=Inner,${STAFF}`, { objectClass: 'contact' })).toBe('0');
    const writing = writingOf(admin, [{ oid: Oid.treeDelete, critical: true }]);
    const unit = domain.at('DC1').byKey('ou=staff\u0000dc=contoso\u0000dc=lab')?.id ?? '';
    const left = (): number => [...domain.at('DC1').subtree(unit)].length;
    const all = left();
    expect(() => erase(writing, STAFF, 10)).toThrow(/LDAP result 11: 000020CD/);
    expect(left()).toBe(all - 10);
    expect(remove(STAFF, undefined, tree)).toBe('0');
    expect(left()).toBe(1);
    expect(domain.at('DC1').byKey('ou=staff\u0000dc=contoso\u0000dc=lab')).toBeUndefined();
  });

  test('a tree with something that must stay loses nothing', () => {
    const { remove, find } = createWriteWorld();
    expect(remove(`CN=Users,${BASE}`, undefined, [Oid.treeDelete])).toBe('53 000020CE');
    expect(find('Guest')?.values('isdeleted')).toEqual([]);
  });
});
