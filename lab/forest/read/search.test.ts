import { describe, expect, test } from 'vitest';
import { guidBytes, sidText } from '../core/identifiers.ts';
import { encodeValue } from '../../ldap/encoding.ts';
import type { LdapControl } from '../../ldap/message.ts';
import { Oid } from '../../ldap/oids.ts';
import { pagedResults, pageOf } from '../../ldap/paging.ts';
import { bytesOf } from '../store/object.ts';
import { compare } from './compare.ts';
import { PagedWalks } from './paging.ts';
import { createReadable, valuesIn, type Asked } from './testing.ts';

const world = createReadable({ people: 1_600 });
const { ask, domain, contextOf } = world;
const finn = world.user('finn', { sn: ['Golden'], mail: ['finn@contoso.lab'], telephonenumber: ['1'] });
const inner = world.group('inner', [finn]);
world.group('outer', [inner]);
const people = [...domain.at('DC1').children(world.staff)].slice(0, 1_600).map(({ id }) => id);
world.group('big', people);
world.user('repl');

const control = (oid: string, value?: Buffer, critical = true): LdapControl => ({ oid, critical, value });
const flags = (oid: string, value: number): LdapControl =>
  control(
    oid,
    encodeValue((writer) => {
      const start = writer.open();
      writer.integer(value);
      writer.close(start);
    }),
  );
const staff = 'OU=Staff,DC=contoso,DC=lab';
const dn = `CN=finn,${staff}`;
const own: Asked = { base: dn, scope: 'base', as: 'finn' };
const names = (asked: Asked): string[] =>
  (ask(asked).entries[0]?.attributes ?? []).map(([name]) => name).sort();

describe('a base', () => {
  const object = domain.at('DC1').get(finn);
  const sid = (object && bytesOf(object, 'objectsid')) ?? Buffer.alloc(0);
  test.each([
    ['by its name', dn],
    ['in another spelling', 'cn=FINN , ou=staff,dc=contoso,dc=lab'],
    ['by its GUID', `<GUID=${finn}>`],
    ["by its GUID's bytes", `<GUID=${guidBytes(finn).toString('hex')}>`],
    ['by its SID', `<SID=${sidText(sid) ?? ''}>`],
    ["by its SID's bytes", `<SID=${sid.toString('hex')}>`],
    ['by an extended name', `<GUID=${finn}>;<SID=${sidText(sid) ?? ''}>;CN=moved,DC=x`],
  ])('is found %s', (_, base) => {
    expect(ask({ base, scope: 'base' }).entries.map((entry) => entry.dn)).toEqual([dn]);
  });

  test('is found by a well-known GUID', () => {
    const base = '<WKGUID=a9d1ca15768811d1aded00c04fd8d5cd,DC=contoso,DC=lab>';
    expect(ask({ base, scope: 'base' }).entries[0]?.dn).toBe('CN=Users,DC=contoso,DC=lab');
  });

  test.each([
    ['F-base-missing', `CN=x,CN=ghost,${staff}`, 32, /^0000208D: NameErr: DSID-/, staff],
    [
      'below the configuration',
      'CN=x,CN=Sites,CN=Configuration,DC=contoso,DC=lab',
      32,
      /^0000208D/,
      'CN=Sites,CN=Configuration,DC=contoso,DC=lab',
    ],
    ['an id that nobody has', '<GUID=00000000-0000-0000-0000-000000000000>', 32, /^0000208D/, ''],
    ['F-base-garbage', 'rubbish', 34, /^0000208F: NameErr: DSID-.*BAD_NAME/, undefined],
    ['the empty name', '', 32, /^0000208D/, ''],
    ['a name outside of DNS', 'O=nowhere', 32, /^0000208D/, ''],
  ])('is refused: %s', (_, base, code, text, matchedDn) => {
    const { result } = ask({ base, scope: 'sub' });
    expect(result).toMatchObject({ code, diagnosticMessage: expect.stringMatching(text) });
    expect(result.matchedDn).toBe(matchedDn);
  });

  test('F-base-outside: another forest may know it', () => {
    expect(ask({ base: 'DC=other,DC=example', scope: 'base' }).result).toMatchObject({
      code: 10,
      diagnosticMessage:
        "0000202B: RefErr: DSID-0310082F, data 0, 1 access points\n\tref 1: 'other.example'\n",
      referrals: ['ldap://other.example/DC=other,DC=example'],
    });
  });

  test('F-subtree-referrals: the domain goes on in the configuration, unless only the domain is meant', () => {
    const filter = '(sAMAccountName=finn)';
    const reference = 'ldap://contoso.lab/CN=Configuration,DC=contoso,DC=lab';
    expect(ask({ filter }).references).toEqual([reference]);
    expect(ask({ filter, controls: [control(Oid.domainScope)] }).references).toEqual([]);
    expect(ask({ filter, controls: [flags(Oid.searchOptions, 1)] }).references).toEqual([]);
  });
});

describe('the schema', () => {
  const base = 'CN=Schema,CN=Configuration,DC=contoso,DC=lab';
  test('has an object for each attribute, and each category is one of a class', () => {
    const [sam] = ask({ base, filter: '(lDAPDisplayName=sAMAccountName)', attributes: ['*'] }).entries;
    expect(sam?.dn).toBe(`CN=SAM-Account-Name,${base}`);
    expect(valuesIn(sam, 'attributeID')).toEqual(['1.2.840.113556.1.4.221']);
    const [found] = ask({ ...own, attributes: ['objectCategory'] }).entries;
    const category = String(valuesIn(found, 'objectCategory')[0]);
    expect(ask({ base: category, scope: 'base', attributes: ['lDAPDisplayName'] }).entries).toHaveLength(1);
  });

  test('tells of itself in one entry, by name', () => {
    const aggregate: Asked = { base: `CN=Aggregate,${base}`, scope: 'base' };
    const [entry] = ask({ ...aggregate, attributes: ['attributeTypes', 'objectClasses'] }).entries;
    expect(valuesIn(entry, 'objectClasses').map(String)).toContainEqual(
      expect.stringContaining("NAME 'user'"),
    );
    expect(names({ ...aggregate, attributes: ['*'] })).not.toContain('attributeTypes');
  });
});

describe('attributes', () => {
  test('F-self-read: everything stored, in the spelling of the schema', () => {
    expect(names({ ...own, attributes: ['*'] })).toEqual(
      expect.arrayContaining([
        'sAMAccountName',
        'memberOf',
        'distinguishedName',
        'badPwdCount',
        'uSNChanged',
      ]),
    );
    expect(names({ ...own, attributes: ['*'] })).not.toContain('canonicalName');
  });

  test.each<[string, string[], string[]]>([
    ['F-noattr-1.1', ['1.1'], []],
    ['F-attr-case', ['SAMACCOUNTNAME', 'MemberOf'], ['memberOf', 'sAMAccountName']],
    ['F-attr-unknown', ['cn', 'nosuch'], ['cn']],
    ['by OID', ['2.5.4.3'], ['cn']],
    ['F-attr-star-and-constructed', ['cn', 'tokenGroups'], ['cn', 'tokenGroups']],
    ['secrets', ['unicodePwd', 'ntPwdHistory', 'userPassword'], []],
    ['options', ['mail;binary'], ['mail;binary']],
  ])('%s', (_, attributes, answered) => {
    expect(names({ ...own, attributes })).toEqual(answered);
  });

  test('F-tokengroups-subtree', () => {
    expect(ask({ filter: '(cn=finn)', attributes: ['tokenGroups'] }).result.code).toBe(1);
  });

  test('types without values', () => {
    const [entry] = ask({ ...own, attributes: ['cn', 'mail'], typesOnly: true }).entries;
    expect(entry?.attributes).toEqual([
      ['cn', []],
      ['mail', []],
    ]);
  });

  test('effective ones are the personal ones of oneself, and all for an administrator', () => {
    const effective = (as: string): unknown[] =>
      valuesIn(
        ask({ ...own, as, attributes: ['allowedAttributesEffective'] }).entries[0],
        'allowedAttributesEffective',
      );
    expect(effective('finn')).toContain('telephoneNumber');
    expect(effective('finn')).not.toContain('department');
    expect(effective('repl')).toEqual([]);
    expect(effective('Administrator')).toContain('department');
  });

  test.each([
    ['hex', undefined, /^<GUID=[0-9a-f]{32}>;<SID=[0-9a-f]{56}>;CN=inner,/],
    ['text', 1, /^<GUID=[0-9a-f-]{36}>;<SID=S-1-5-21-[\d-]+>;CN=inner,/],
  ])('F-extended-dn-%s', (_, form, pattern) => {
    const extended = form === undefined ? control(Oid.extendedDn) : flags(Oid.extendedDn, form);
    const [entry] = ask({ ...own, attributes: ['memberOf'], controls: [extended] }).entries;
    expect(String(valuesIn(entry, 'memberOf')[0])).toMatch(pattern);
    expect(entry?.dn).toMatch(/^<GUID=.+>;<SID=.+>;CN=finn,/);
  });
});

describe('the security descriptor', () => {
  const described = (as: string, attributes: string[], parts?: number): number | undefined => {
    const controls = parts === undefined ? [] : [flags(Oid.securityDescriptorFlags, parts)];
    const [value] = valuesIn(ask({ ...own, as, attributes, controls }).entries[0], 'nTSecurityDescriptor');
    return typeof value === 'string' ? undefined : value?.length;
  };
  test('comes by name, or with the control; the SACL is for administrators', () => {
    expect(described('finn', ['*'])).toBeUndefined();
    expect(described('finn', ['nTSecurityDescriptor'])).toBeUndefined();
    expect(described('Administrator', ['nTSecurityDescriptor'])).toBeGreaterThan(100);
    expect(described('finn', ['*'], 7)).toBe(described('Administrator', ['nTSecurityDescriptor']));
    expect(described('finn', ['nTSecurityDescriptor'], 1)).toBe(20 + 28);
  });
});

describe('ranges of values', () => {
  const ranged = (name: string, controls: LdapControl[] = []) =>
    ask({ base: `CN=big,${staff}`, scope: 'base', attributes: [name], controls });
  test.each([
    ['F-group-range-default', 'member', 'member;range=0-1499', 1_500],
    ['F-group-range-0-1499', 'member;range=0-1499', 'member;range=0-1499', 1_500],
    ['F-group-range-1500-star', 'member;range=1500-*', 'member;range=1500-*', 100],
    ['F-group-range-0-star', 'member;range=0-*', 'member;range=0-1499', 1_500],
    ['a part', 'Member;Range=3-4', 'member;range=3-4', 2],
    ['to beyond the end', 'member;range=1590-9999', 'member;range=1590-*', 10],
  ])('%s', (_, asked, name, count) => {
    expect(valuesIn(ranged(asked).entries[0], name)).toHaveLength(count);
  });

  test('F-group-range-beyond is an error, unless it is forgiven', () => {
    expect(ranged('member;range=5000-*').result.code).toBe(1);
    const forgiven = ranged('member;range=5000-*', [control(Oid.rangeRetrievalNoError)]);
    expect(forgiven.entries[0]?.attributes).toEqual([['member;range=5000-*', []]]);
  });
});

describe('limits', () => {
  const all: Asked = { base: staff, scope: 'one', filter: '(objectClass=person)' };
  test('F-sizelimit-server, F-sizelimit-client', () => {
    const server = ask(all);
    expect([server.entries.length, server.result.code]).toEqual([1_000, 4]);
    const client = ask({ ...all, sizeLimit: 5 });
    expect([client.entries.length, client.result.code]).toEqual([5, 4]);
  });

  const pages = (size: number, more: Partial<Asked> = {}): number[] => {
    const paged = new PagedWalks();
    const counts: number[] = [];
    let cookie = Buffer.alloc(0);
    do {
      const { entries, controls } = ask({
        ...all,
        ...more,
        paged,
        controls: [pagedResults({ size, cookie })],
      });
      counts.push(entries.length);
      cookie = Buffer.from(pageOf(controls)?.cookie ?? []);
    } while (cookie.length > 0);
    return counts;
  };
  test.each([
    [500, [500, 500, 500, 102]],
    [1_000, [1_000, 602]],
    [5_000, [1_000, 602]],
    [801, [801, 801]],
  ])('F-paged-%i', (size, counts) => {
    expect(pages(size)).toEqual(counts);
  });

  test('F-paged-size0, F-paged-cookie-other-conn, and a cookie is good once', () => {
    const page = (size: number, cookie: Buffer, paged = new PagedWalks()) =>
      ask({ ...all, paged, controls: [pagedResults({ size, cookie })] });
    expect(page(0, Buffer.alloc(0)).result.code).toBe(1);
    const connection = new PagedWalks();
    const cookie = Buffer.from(pageOf(page(1, Buffer.alloc(0), connection).controls)?.cookie ?? []);
    expect(page(1, cookie).result.code).toBe(53);
    expect(page(1, cookie, connection).result.code).toBe(0);
    expect(page(1, cookie, connection).result.code).toBe(53);
  });

  test('a page as large as what the client takes is no page', () => {
    const { entries, result, controls } = ask({
      ...{ ...all, sizeLimit: 7, controls: [pagedResults({ size: 10, cookie: Buffer.alloc(0) })] },
    });
    expect([entries.length, result.code, controls]).toEqual([7, 4, []]);
  });
});

describe('who may read', () => {
  test('E-anon: nobody reads more than the root', () => {
    const text = expect.stringMatching(/^000004DC: LdapErr: DSID-/);
    expect(ask({ as: '' }).result).toMatchObject({ code: 1, diagnosticMessage: text });
    expect(ask({ as: '', base: '', scope: 'sub' }).result.code).toBe(1);
    expect(() =>
      compare(contextOf({ as: '' }), { kind: 'compare', dn, attribute: 'cn', value: Buffer.from('finn') }),
    ).toThrow(/result 1/);
    const root = ask({ as: '', base: '', scope: 'base', filter: '(objectClass=user)', attributes: ['*'] });
    expect(valuesIn(root.entries[0], 'defaultNamingContext')).toEqual(['DC=contoso,DC=lab']);
  });

  test('comparisons', () => {
    const compared = (attribute: string, value: string, name = dn): number =>
      compare(contextOf({}), { kind: 'compare', dn: name, attribute, value: Buffer.from(value) }).code;
    expect(compared('cn', 'FINN')).toBe(6);
    expect(compared('cn', 'x')).toBe(5);
    expect(compared('nosuch', 'x')).toBe(5);
    expect(() => compared('cn', 'x', `CN=ghost,${staff}`)).toThrow(/result 32/);
  });
});

test('tombstones are seen by those who ask for them', () => {
  const gone = world.user('gone', { isdeleted: ['TRUE'] });
  const filter = '(sAMAccountName=gone)';
  const show = [control(Oid.showDeleted)];
  expect(ask({ filter }).entries).toHaveLength(0);
  expect(ask({ filter, controls: show }).entries).toHaveLength(1);
  expect(ask({ base: `<GUID=${gone}>`, scope: 'base' }).result.code).toBe(32);
  expect(ask({ base: `<GUID=${gone}>`, scope: 'base', controls: show }).entries).toHaveLength(1);
});
