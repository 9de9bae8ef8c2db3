import { expect, holds, type Checks } from '../../programs/checks.ts';
import { textsOf } from '../ldif.ts';
import { expectEnd, type Tools } from './tools.ts';

const IN_CHAIN = '1.2.840.113556.1.4.1941';
const BIT_AND = '1.2.840.113556.1.4.803';

export async function checkSearches(checks: Checks, tools: Tools): Promise<void> {
  await checkRootDse(checks, tools);
  await checkFilters(checks, tools);
  await checkGroups(checks, tools);
  await checkPlaces(checks, tools);
}

async function checkRootDse(checks: Checks, tools: Tools): Promise<void> {
  const { domain } = tools;
  await checks.check('ldapsearch: the root DSE, anonymously', async () => {
    const [root] = await tools.search(['-b', '', '-s', 'base'], { as: undefined });
    expect(textsOf(root, 'defaultNamingContext'), [domain.base]);
    expect(textsOf(root, 'dnsHostName'), [`dc1.${domain.dns}`]);
    holds(
      textsOf(root, 'supportedCapabilities').includes('1.2.840.113556.1.4.800'),
      'it is not Active Directory',
    );
  });
  await checks.check('ldapsearch: anything else is refused to whoever has not bound', async () => {
    const end = await tools.run('ldapsearch', ['(sAMAccountName=ada)']);
    expectEnd(
      end,
      1,
      /000004DC: LdapErr: DSID-\w{8}, comment: In order to perform this operation a successful bind/,
    );
  });
  await checks.check('ldapsearch: tokenGroups of the root DSE are the caller’s', async () => {
    const [root] = await tools.search(['-b', '', '-s', 'base', 'tokenGroups'], {
      as: domain.person('grace'),
    });
    holds((root?.values.get('tokengroups')?.length ?? 0) >= 4, 'fewer than her four groups');
  });
  await checks.check('ldapsearch: the schema subentry', async () => {
    const [root] = await tools.search(['-b', '', '-s', 'base', 'subschemaSubentry'], { as: undefined });
    const [at = ''] = textsOf(root, 'subschemaSubentry');
    const [schema] = await tools.search(['-b', at, '-s', 'base', 'attributeTypes', 'objectClasses']);
    holds(
      textsOf(schema, 'objectClasses').some((each) => each.includes("NAME 'user'")),
      'it has no class user',
    );
    holds(
      textsOf(schema, 'attributeTypes').some((each) => each.includes("NAME 'unicodePwd'")),
      'no unicodePwd',
    );
  });
}

async function checkFilters(checks: Checks, tools: Tools): Promise<void> {
  const found = async (filter: string): Promise<string[]> =>
    (await tools.search([filter, 'sAMAccountName']))
      .flatMap((entry) => textsOf(entry, 'sAMAccountName'))
      .sort();
  const filters = [
    ['equality', '(sAMAccountName=ADA)', ['ada']],
    ['and, or, not', '(&(|(sAMAccountName=ada)(sAMAccountName=bob))(!(title=Countess)))', ['bob']],
    ['substrings', '(&(objectCategory=person)(sn=Love*ce)(department=Eng*))', ['ada']],
    ['a bit of userAccountControl', `(&(userAccountControl:${BIT_AND}:=2)(sn=*)(department=Nothing))`, []],
    [
      'disabled accounts',
      `(&(objectCategory=person)(userAccountControl:${BIT_AND}:=2)(cn=Dora*))`,
      ['disabled'],
    ],
    ['ambiguous name resolution', '(anr=ada love)', ['ada']],
    ['an escaped character', '(cn=Müller, Jürgen \\28Ext\\29*\\2a)', ['jmueller']],
    ['a name with umlauts, in other case', '(sn=MÜLLER)', ['jmueller']],
    ['an attribute that there is not', '(&(noSuchThing=1)(sAMAccountName=ada))', []],
    [
      'greater and less',
      '(&(sAMAccountName=ada)(whenCreated>=20200101000000.0Z)(uSNCreated<=99999999))',
      ['ada'],
    ],
  ] as const;
  for (const [what, filter, names] of filters) {
    await checks.check(`ldapsearch: ${what}`, async () => expect(await found(filter), names));
  }
  await checks.check('ldapsearch: by objectGUID and objectSid', async () => {
    const [ada] = await tools.search(['(sAMAccountName=ada)', 'objectGUID', 'objectSid']);
    for (const name of ['objectguid', 'objectsid']) {
      const bytes = ada?.values.get(name)?.[0]?.toString('hex').replace(/../g, '\\$&') ?? '';
      expect(await found(`(${name}=${bytes})`), ['ada']);
    }
    expect(
      (await tools.search(['-b', `<GUID=${guidOf(ada?.values.get('objectguid')?.[0])}>`, '-s', 'base']))
        .length,
      1,
    );
  });
}

async function checkGroups(checks: Checks, tools: Tools): Promise<void> {
  const { domain } = tools;
  const groups = ['Compilers', 'Engineers', 'Everybody', 'VPN users'];
  const grace = domain.person('grace');
  await checks.check('ldapsearch: groups in groups from the member’s end', async () => {
    const entries = await tools.search([`(member:${IN_CHAIN}:=${grace.dn})`, 'cn']);
    expect(entries.flatMap((each) => textsOf(each, 'cn')).sort(), groups);
  });
  await checks.check('ldapsearch: groups in groups from the group’s end', async () => {
    const group = `CN=VPN users,OU=Staff,${domain.base}`;
    const entries = await tools.search([
      `(&(objectCategory=person)(memberOf:${IN_CHAIN}:=${group}))`,
      'sAMAccountName',
    ]);
    const names = entries.flatMap((each) => textsOf(each, 'sAMAccountName'));
    holds(
      names.includes('ada') && names.includes('grace') && !names.includes('bob'),
      `found ${names.join(', ')}`,
    );
  });
  await checks.check('ldapsearch: tokenGroups', async () => {
    const [entry] = await tools.search(['-b', grace.dn, '-s', 'base', 'tokenGroups']);
    const sids = entry?.values.get('tokengroups')?.map((each) => each.toString('base64')) ?? [];
    const wanted = await tools.search([`(|${groups.map((cn) => `(cn=${cn})`).join('')})`, 'objectSid']);
    for (const each of wanted) {
      const sid = each.values.get('objectsid')?.[0]?.toString('base64') ?? '';
      holds(sids.includes(sid), `${each.dn} is not among them`);
    }
  });
}

async function checkPlaces(checks: Checks, tools: Tools): Promise<void> {
  const { domain } = tools;
  const as = domain.person('Administrator');
  await checks.check('ldapsearch: references to the child domain and to the configuration', async () => {
    const { stdout } = await tools.run('ldapsearch', ['(sAMAccountName=edna)'], { as });
    holds(
      stdout.includes(`ref: ldap://emea.${domain.dns}/DC=emea,${domain.base}`),
      'no reference to the child',
    );
    holds(stdout.includes(`CN=Configuration,${domain.base}`), 'no reference to the configuration');
  });
  await checks.check('ldapsearch: a base of another domain is referred', async () => {
    const end = await tools.run('ldapsearch', ['-b', 'DC=example,DC=com'], { as });
    expectEnd(end, 10, /0000202B: RefErr: DSID-\w{8}, data 0, 1 access points/);
  });
  await checks.check('ldapsearch: a base that is not there', async () => {
    const end = await tools.run('ldapsearch', ['-b', `OU=Nowhere,OU=Staff,${domain.base}`], { as });
    expectEnd(end, 32, /0000208D: NameErr: DSID-\w{8}, problem 2001 \(NO_OBJECT\), data 0, best match of:/);
    expectEnd(end, 32, `matchedDN: OU=Staff,${domain.base}`);
  });
  await checks.check(
    'ldapsearch: the global catalog knows the child domain’s people, from the empty base',
    async () => {
      const [edna] = await tools.search(['-b', '', '(sAMAccountName=edna)', 'mail', 'displayName'], {
        over: 'gcs',
      });
      expect(edna?.dn, domain.person('EMEA\\edna').dn);
    },
  );
  await checks.check(
    'ldapsearch: the global catalog has no attribute that is not in the partial set',
    async () => {
      const [ada] = await tools.search(['-b', '', '(sAMAccountName=ada)', 'title', 'userPrincipalName'], {
        over: 'gcs',
      });
      expect(textsOf(ada, 'userPrincipalName'), ['ada@contoso.com']);
    },
  );
}

/** The text that administrators know, from the bytes of an objectGUID. */
function guidOf(bytes: Buffer = Buffer.alloc(16)): string {
  const order = [3, 2, 1, 0, -1, 5, 4, -1, 7, 6, -1, 8, 9, -1, 10, 11, 12, 13, 14, 15];
  return order.map((at) => (at < 0 ? '-' : bytes.toString('hex', at, at + 1))).join('');
}
