import { dnKey, escapeDnValue, type DnKey } from '../../ldap/dn.ts';
import { FixedEntry, type Entry, type Values } from './entry.ts';
import { guidBytes, objectGuid, sidBytes } from './identifiers.ts';
import { generalizedTime } from './filetime.ts';
import type { DomainNames } from './naming.ts';

/** `DC=corp,DC=contoso,DC=com` for `corp.contoso.com`. */
export function baseOf(dnsDomain: string): string {
  return dnsDomain
    .split('.')
    .map((label) => `DC=${label}`)
    .join(',');
}

/** Key of a name that the lab itself made. */
export function keyOf(dn: string): DnKey {
  return dnKey(dn) ?? dn.toLowerCase();
}

export interface TreeOptions {
  readonly names: DomainNames;
  readonly seed: string;
  /** The domain's SID. */
  readonly sid: string;
  /** Lab time at which everything was made. */
  readonly at: number;
  /** Names of organizational units directly under the domain. */
  readonly organizationalUnits: readonly string[];
}

/** The domain's own object and its containers, as they stand from the start. */
export function createTree(options: TreeOptions): Map<DnKey, Entry> {
  const { names, seed, sid, at, organizationalUnits } = options;
  const base = baseOf(names.dns);
  const category = (name: string): string => `CN=${name},CN=Schema,CN=Configuration,${base}`;
  const common = (dn: string, kind: string): Record<string, Values> => ({
    distinguishedName: [dn],
    name: [dn.slice(dn.indexOf('=') + 1).split(',')[0] ?? ''],
    objectGUID: [guidBytes(objectGuid(seed, dn))],
    objectCategory: [category(kind)],
    whenCreated: [generalizedTime(at)],
    whenChanged: [generalizedTime(at)],
    instanceType: ['4'],
  });
  const entries = [
    fixed(base, {
      objectClass: ['top', 'domain', 'domainDNS'],
      dc: [names.dns.split('.')[0] ?? ''],
      ...common(base, 'Domain-DNS'),
      objectSid: [sidBytes(sid)],
    }),
    ...['Users', 'Computers', 'Builtin'].map((name) =>
      fixed(`CN=${name},${base}`, {
        objectClass: ['top', 'container'],
        cn: [name],
        ...common(`CN=${name},${base}`, 'Container'),
      }),
    ),
    ...[...organizationalUnits, 'Domain Controllers'].map((name) =>
      organizationalUnit(`OU=${escapeDnValue(name)},${base}`, common),
    ),
  ];
  return new Map(entries.map((entry) => [entry.key, entry]));
}

function organizationalUnit(dn: string, common: (dn: string, kind: string) => Record<string, Values>): Entry {
  const ou = dn.slice(3).split(',')[0] ?? '';
  return fixed(dn, {
    objectClass: ['top', 'organizationalUnit'],
    ou: [ou],
    ...common(dn, 'Organizational-Unit'),
  });
}

function fixed(dn: string, attributes: Record<string, Values>): Entry {
  return new FixedEntry(dn, keyOf(dn), attributes);
}
