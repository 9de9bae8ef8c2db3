import { describe, expect, test } from 'vitest';
import { BASE, createWriteWorld, quoted, RIGHT, STAFF, type Attributes } from './testing.ts';

const USER = ['top', 'person', 'organizationalPerson', 'user'];

describe('what a domain controller fills in', () => {
  test('of a user whose name alone is given', () => {
    const { add, domain } = createWriteWorld();
    expect(add(`CN=Ada Byron,${STAFF}`, { objectClass: 'user' })).toBe('0');
    const ada = domain.at('DC1').byKey('cn=ada byron\u0000ou=staff\u0000dc=contoso\u0000dc=lab');
    const values = (name: string) => ada?.values(name).map(String);
    expect(values('objectclass')).toEqual(USER);
    expect(values('objectcategory')).toEqual([`CN=Person,CN=Schema,CN=Configuration,${BASE}`]);
    expect(values('samaccountname')?.[0]).toMatch(/^\$[0-9A-F]{6}-[0-9A-F]{12}$/);
    expect(values('useraccountcontrol')).toEqual(['546']);
    expect(values('samaccounttype')).toEqual(['805306368']);
    expect(values('primarygroupid')).toEqual(['513']);
    expect(values('accountexpires')).toEqual(['9223372036854775807']);
    expect(values('pwdlastset')).toEqual(['0']);
    expect(values('cn')).toEqual(['Ada Byron']);
    expect(ada?.values('objectsid')).toHaveLength(1);
  });

  test('a name may be given where it agrees with the RDN', () => {
    const { add } = createWriteWorld();
    const give = (name: string) => add(`CN=Ada,${STAFF}`, { objectClass: 'user', name });
    expect([give('Eve'), give('Ada')]).toEqual([expect.stringMatching(/^19/), '0']);
  });

  test.each([
    ['computer', { useraccountcontrol: '4096', primarygroupid: '515', samaccounttype: '805306369' }],
    ['group', { grouptype: '-2147483646', samaccounttype: '268435456' }],
    ['inetOrgPerson', { useraccountcontrol: '546' }],
  ] satisfies [string, Record<string, string>][])('of a %s', (objectClass, expected) => {
    const { add, values } = createWriteWorld();
    expect(add(`CN=x,${STAFF}`, { objectClass, sAMAccountName: 'x' })).toBe('0');
    for (const [name, value] of Object.entries(expected)) expect(values('x', name)).toEqual([value]);
  });

  test('of an organizational unit and a contact: neither SID nor account name', () => {
    const { add, domain } = createWriteWorld();
    expect(add(`OU=New,${BASE}`, { objectClass: 'organizationalUnit' })).toBe('0');
    expect(add(`CN=c,OU=New,${BASE}`, { objectClass: 'contact' })).toBe('0');
    const contact = domain.at('DC1').byKey('cn=c\u0000ou=new\u0000dc=contoso\u0000dc=lab');
    expect([...(contact?.names() ?? [])].sort()).toEqual([
      'cn',
      'instancetype',
      'objectcategory',
      'objectclass',
    ]);
  });

  test('a password with the account: it logs on at once, and the store has no clear text', () => {
    const { user, bind, find } = createWriteWorld();
    expect(user('ada')).toBe('0');
    expect(bind('ada')).toBe('accepted');
    expect([...(find('ada')?.names() ?? [])].map((name) => String(find('ada')?.values(name)))).not.toContain(
      RIGHT,
    );
  });
});

describe('what is refused', () => {
  const world = createWriteWorld();
  world.user('alice', { servicePrincipalName: 'http/alice' });
  const contact: Attributes = { objectClass: 'contact' };
  const user: Attributes = { objectClass: 'user' };
  test.each([
    ['F-add-exists', '68 00002071', `CN=alice,${STAFF}`, contact],
    ['F-add-noparent', '32 0000208D', `CN=x,OU=nope,${BASE}`, contact],
    ['F-add-badclass', '16 00000057', `CN=x,${STAFF}`, { objectClass: 'nosuch' }],
    ['F-add-noclass', '65 0000207B', `CN=x,${STAFF}`, { cn: 'x' }],
    [
      'A-upn-duplicate-refused',
      '19 000021C8',
      `CN=x,${STAFF}`,
      { ...user, userPrincipalName: 'ALICE@contoso.lab' },
    ],
    ['A-sam-duplicate-refused', '68 00000524', `CN=x,${STAFF}`, { ...user, sAMAccountName: 'Alice' }],
    [
      'an SPN that somebody has',
      '19 000021C7',
      `CN=x,${STAFF}`,
      { ...user, servicePrincipalName: 'HTTP/alice' },
    ],
    ['an abstract class', '65 000020A7', `CN=x,${STAFF}`, { objectClass: 'top' }],
    ['two classes in one', '65 00002014', `CN=x,${STAFF}`, { objectClass: ['user', 'group'] }],
    ['a class of the system', '53 000020A6', `DC=x,${BASE}`, { objectClass: 'domainDNS' }],
    ['a name of the wrong type', '64 00002073', `OU=x,${STAFF}`, contact],
    [
      'a parent that holds no such thing',
      '64 00002099',
      `OU=x,CN=Users,${BASE}`,
      { objectClass: 'organizationalUnit' },
    ],
    ['a name that is too long', '19 00002082', `CN=${'x'.repeat(65)},${STAFF}`, contact],
    ['no name', '34 0000208F', 'x', contact],
    ['an unknown attribute', '16 00000057', `CN=x,${STAFF}`, { ...contact, nosuch: 'x' }],
    ['an attribute of other classes', '65 0000207D', `CN=x,${STAFF}`, { ...contact, groupType: '2' }],
    [
      'an attribute of the system',
      '19 000020B1',
      `CN=x,${STAFF}`,
      { ...contact, whenCreated: '20260101000000.0Z' },
    ],
    ['an attribute of SAM', '53 0000209A', `CN=x,${STAFF}`, { ...user, badPwdCount: '0' }],
    [
      'a back link',
      '53 0000209A',
      `CN=x,${STAFF}`,
      { ...user, memberOf: `CN=Domain Admins,CN=Users,${BASE}` },
    ],
    ['no number', '21 0000200B', `CN=x,${STAFF}`, { ...user, countryCode: 'DE' }],
    ['no UTF-8', '21 0000200B', `CN=x,${STAFF}`, { ...contact, sn: Buffer.from([0xc3, 0x28]) }],
    ['a value that is too long', '19 00002082', `CN=x,${STAFF}`, { ...contact, initials: 'toolong' }],
    ['two values of one', '20 00002081', `CN=x,${STAFF}`, { ...contact, displayName: ['a', 'b'] }],
    ['a value twice', '20 00002083', `CN=x,${STAFF}`, { ...contact, description: ['a', 'A'] }],
    ['an account name that is none', '80 00000523', `CN=x,${STAFF}`, { ...user, sAMAccountName: 'a/b' }],
    [
      'an account name longer than 20',
      '80 00000523',
      `CN=x,${STAFF}`,
      { ...user, sAMAccountName: 'x'.repeat(21) },
    ],
    [
      'an enabled account without a password',
      '53 0000052D',
      `CN=x,${STAFF}`,
      { ...user, userAccountControl: '512' },
    ],
    ['a weak password', '53 0000052D', `CN=x,${STAFF}`, { ...user, unicodePwd: quoted('weak') }],
    ['a password in UTF-8', '53 0000001F', `CN=x,${STAFF}`, { ...user, unicodePwd: '"New-Passw0rd-1!"' }],
    [
      'a manager who does not exist',
      '19 000020B5',
      `CN=x,${STAFF}`,
      { ...user, manager: `CN=ghost,${STAFF}` },
    ],
    [
      'a member who does not exist',
      '32 00000525',
      `CN=x,${STAFF}`,
      { objectClass: 'group', member: `CN=ghost,${STAFF}` },
    ],
    ['naming attributes that disagree', '64 00002073', `CN=x,${STAFF}`, { ...contact, cn: 'y' }],
    ['another primary group', '53 00000561', `CN=x,${STAFF}`, { ...user, primaryGroupID: '512' }],
  ] satisfies [string, string, string, Attributes][])('%s: %s', (_, expected, dn, attributes) => {
    const before = world.domain.at('DC1').highestUsn;
    expect(world.add(dn, attributes)).toBe(expected);
    expect(world.domain.at('DC1').highestUsn).toBe(before);
  });
});

test('a name that has become free can be given again, to somebody who then logs on', () => {
  const { user, remove, bind } = createWriteWorld();
  user('ada');
  expect(remove(`CN=ada,${STAFF}`)).toBe('0');
  expect(user('ada')).toBe('0');
  expect(bind('ada')).toBe('accepted');
});
