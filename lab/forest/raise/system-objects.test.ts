import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LdapClient } from '../../ldap/client.ts';
import { openForestBench, type ForestBench } from '../testing.ts';

const BASE = 'DC=corp,DC=contoso,DC=com';
const CONFIGURATION = `CN=Configuration,${BASE}`;
const DC1 = `CN=NTDS Settings,CN=DC1,CN=Servers,CN=Default-First-Site-Name,CN=Sites,${CONFIGURATION}`;

let bench: ForestBench;
let ldap: LdapClient;

beforeAll(async () => {
  bench = await openForestBench({ domains: [{ domain: 'emea.corp.contoso.com', netbios: 'EMEA' }] });
  ldap = await bench.connect();
  const { password } = await bench.forest.control.passwordOf({ user: 'Administrator' });
  const dn = `CN=Administrator,CN=Users,${BASE}`;
  await bench.clock.until(ldap.bind(dn, password), 'the bind');
});

afterAll(async () => {
  ldap[Symbol.dispose]();
  await bench[Symbol.asyncDispose]();
});

async function read(
  base: string,
  attribute: string,
  filter = '(objectClass=*)',
  scope: 'base' | 'sub' = 'base',
) {
  const search = ldap.search({ base, scope, filter, attributes: [attribute] });
  const entries = await bench.clock.until(search, 'the search');
  return entries.flatMap((entry) => entry.texts(attribute)).sort();
}

test('each role has an owner, where tools look for it', async () => {
  const holders = [
    '',
    'CN=Infrastructure,',
    'CN=RID Manager$,CN=System,',
    'CN=Partitions,CN=Configuration,',
    'CN=Schema,CN=Configuration,',
  ];
  for (const holder of holders) expect(await read(`${holder}${BASE}`, 'fSMORoleOwner')).toEqual([DC1]);
  expect(await read(BASE, 'rIDManagerReference')).toEqual([`CN=RID Manager$,CN=System,${BASE}`]);
});

test('every well-known object is there', async () => {
  const places = [
    ...(await read(BASE, 'wellKnownObjects')),
    ...(await read(BASE, 'otherWellKnownObjects')),
    ...(await read(CONFIGURATION, 'wellKnownObjects')),
  ];
  expect(places).toHaveLength(14);
  for (const place of places) {
    const dn = place.split(':').slice(3).join(':');
    if (dn.startsWith('CN=Deleted Objects')) continue;
    expect(await read(dn, 'objectClass'), dn).toContain('top');
  }
});

test('naming contexts know their masters and what lies below them', async () => {
  expect(await read(BASE, 'subRefs')).toEqual([CONFIGURATION, `DC=emea,${BASE}`]);
  expect(await read(BASE, 'msDs-masteredBy')).toContain(DC1);
  expect(await read(CONFIGURATION, 'masteredBy')).toContain(DC1);
});

test('policies are linked to objects that are there', async () => {
  const [link = ''] = await read(BASE, 'gPLink');
  const dn = link.slice('[LDAP://'.length, link.indexOf(';'));
  expect(await read(dn, 'displayName')).toEqual(['Default Domain Policy']);
  expect(await read(`OU=Domain Controllers,${BASE}`, 'gPLink')).toHaveLength(1);
});

test('protected accounts and groups are marked', async () => {
  const marked = await read(BASE, 'sAMAccountName', '(adminCount=1)', 'sub');
  expect(marked).toContain('Administrator');
  expect(marked).toContain('krbtgt');
  expect(marked).toContain('Backup Operators');
  expect(marked).not.toContain('Domain Users');
});

test('sites are linked, and have a generator of their topology', async () => {
  const sites = `CN=Sites,${CONFIGURATION}`;
  expect(await read(`CN=DEFAULTIPSITELINK,CN=IP,CN=Inter-Site Transports,${sites}`, 'siteList')).toHaveLength(
    1,
  );
  const settings = `CN=NTDS Site Settings,CN=Default-First-Site-Name,${sites}`;
  expect(await read(settings, 'interSiteTopologyGenerator')).toEqual([DC1]);
  expect(await read(DC1, 'invocationId')).toHaveLength(1);
});
