import { dnKey, isWithin } from '../../ldap/dn.ts';
import { LdapRefusalError } from '../../ldap/errors.ts';
import { keyOf } from '../domain/names.ts';
import { badName, noSuchObject, ReadRefusal, referral } from './refusals.ts';
import type { Reading, Sourced } from './source.ts';

/** Well-known containers by the GUIDs that name them ([MS-ADTS] 6.1.1.4). */
const WELL_KNOWN: Readonly<Record<string, string>> = {
  a9d1ca15768811d1aded00c04fd8d5cd: 'CN=Users',
  aa312825768811d1aded00c04fd8d5cd: 'CN=Computers',
  a361b2ffffd211d1aa4b00c04fd7d83a: 'OU=Domain Controllers',
  ab1d30f3768811d1aded00c04fd8d5cd: 'CN=System',
  ab8153b7768811d1aded00c04fd8d5cd: 'CN=LostAndFound',
  '18e2ea80684f11d2b9aa00c04f79f805': 'CN=Deleted Objects',
  '22b70c67d56e4efb91e9300fca3dc1aa': 'CN=ForeignSecurityPrincipals',
};

/** The object that a name means: a distinguished name, `<GUID=…>`, `<SID=…>` or `<WKGUID=…,…>`. Throws LdapRefusalError. */
export function locate(name: string, reading: Reading): Sourced {
  const plain = wellKnownName(name);
  if (/^</.test(plain)) return located(plain, reading) ?? refuse(noSuchObject(reading.domain.base));
  const key = dnKey(plain);
  if (key === undefined) throw new LdapRefusalError(badName(name));
  return located(plain, reading) ?? elsewhere(plain, key, reading);
}

function located(name: string, reading: Reading): Sourced | undefined {
  const found = reading.forest.byDn(name, reading.domain, reading.dc);
  const foreign = found?.domain !== undefined && found.domain !== reading.domain;
  return foreign && !reading.globalCatalog ? undefined : found;
}

/** Another domain of the forest, another forest, or nowhere. */
function elsewhere(name: string, key: string, { forest, domain }: Reading): never {
  const holder = forest.domainOfKey(key);
  if (holder !== undefined && holder !== domain) throw new LdapRefusalError(referral(holder.names.dns, name));
  if (holder === undefined && !isWithin(key, keyOf(forest.configurationDn))) {
    throw new LdapRefusalError(key === '' ? ReadRefusal.rootScope : referral(hostOf(name), name));
  }
  throw new LdapRefusalError(noSuchObject(holder?.base ?? forest.configurationDn));
}

function refuse(result: ReturnType<typeof noSuchObject>): never {
  throw new LdapRefusalError(result);
}

/** The host that a name's domain components spell. */
function hostOf(name: string): string {
  return [...name.matchAll(/(?:^|,)\s*dc=([^,]+)/gi)].map((part) => part[1]?.trim()).join('.');
}

function wellKnownName(name: string): string {
  const [, guid = '', rest = ''] = /^<WKGUID=([0-9a-f]{32}),(.+)>$/i.exec(name) ?? [];
  const container = WELL_KNOWN[guid.toLowerCase()];
  return container === undefined ? name : `${container},${rest}`;
}
