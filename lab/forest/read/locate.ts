import { dnKey, isWithin, parentKey } from '../../ldap/dn.ts';
import { LdapRefusalError } from '../../ldap/errors.ts';
import type { LdapResult } from '../../ldap/message.ts';
import { keyOf } from '../domain/names.ts';
import { wellKnownPlace } from '../domain/well-known-objects.ts';
import { byKey, byName } from './naming-contexts.ts';
import { badName, noSuchObject, referral } from './refusals.ts';
import type { Reading, Sourced } from './source.ts';

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
  const container = wellKnownPlace(guid);
  return container === undefined ? name : `${container},${rest}`;
}
