import { dnKey, isWithin, parentKey } from '../../ldap/dn.ts';
import { LdapRefusalError } from '../../ldap/errors.ts';
import type { LdapResult } from '../../ldap/message.ts';
import { keyOf } from '../domain/names.ts';
import { byKey, byName } from './naming-contexts.ts';
import { badName, noSuchObject, referral } from './refusals.ts';
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
  '09460c08ae1e4a4ea0f64aee7daa1e5a': 'CN=Program Data',
  '1eb93889e40c45df9f0c64d23bbb6237': 'CN=Managed Service Accounts',
};

/**
 * The object that a name means: a distinguished name, `<GUID=…>`, `<SID=…>` or `<WKGUID=…,…>`. Throws LdapRefusalError:
 * badName, a referral to whoever holds it, or noSuchObject with the nearest name above that there is.
 */
export function locate(name: string, reading: Reading): Sourced {
  const plain = wellKnownName(name);
  const found = byName(plain, reading);
  if (found !== undefined && isHeld(found, reading)) return found;
  if (/^<(?:GUID|SID|WKGUID)=[^>]+>$/i.test(plain)) refuse(noSuchObject(''));
  const key = dnKey(plain);
  if (key === undefined) refuse(badName(name));
  return elsewhere(plain, key, reading);
}

/** Objects of other domains are answered for by the global catalog alone. */
function isHeld({ domain }: Sourced, reading: Reading): boolean {
  return domain === undefined || domain === reading.domain || reading.globalCatalog;
}

/** Another domain of the forest, another forest, or nowhere. */
function elsewhere(name: string, key: string, reading: Reading): never {
  const { forest, domain, globalCatalog } = reading;
  const inForest = isWithin(key, keyOf(forest.configurationDn)) ? domain : forest.domainOfKey(key);
  if (inForest === undefined) {
    const host = hostOf(name);
    refuse(host === '' ? noSuchObject('') : referral(host, name));
  }
  if (inForest !== domain && !globalCatalog) refuse(referral(inForest.names.dns, name));
  refuse(noSuchObject(nearest(key, reading)));
}

function nearest(key: string, reading: Reading): string {
  for (let above = parentKey(key); above !== ''; above = parentKey(above)) {
    const found = byKey(above, reading);
    if (found !== undefined) return found.replica.dnOf(found.object);
  }
  return '';
}

function refuse(result: LdapResult): never {
  throw new LdapRefusalError(result);
}

/** The host that a name's domain components spell. */
function hostOf(name: string): string {
  return [...name.matchAll(/(?:^|,)\s*dc=([^,]+)/gi)].map((part) => part[1]?.trim()).join('.');
}

function wellKnownName(name: string): string {
  const [, guid = '', rest = ''] = /^<WKGUID=([0-9a-f]{32}),([^>]+)>$/i.exec(name) ?? [];
  const container = WELL_KNOWN[guid.toLowerCase()];
  return container === undefined ? name : `${container},${rest}`;
}
