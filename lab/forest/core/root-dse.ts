import { Oid } from '../../ldap/oids.ts';
import type { Domain } from './domain.ts';
import { FixedEntry, type Entry } from './entry.ts';
import { generalizedTime } from './filetime.ts';

/** The entry of name '' that everybody may read before any bind ([MS-ADTS] 3.1.1.3.2). */
export function rootDse(domain: Domain, dc: string, dnsName: string): Entry {
  const { base, names } = domain;
  const configuration = `CN=Configuration,${base}`;
  return new FixedEntry('', '', {
    configurationNamingContext: [configuration],
    defaultNamingContext: [base],
    rootDomainNamingContext: [base],
    schemaNamingContext: [`CN=Schema,${configuration}`],
    subschemaSubentry: [`CN=Aggregate,CN=Schema,${configuration}`],
    namingContexts: [base],
    supportedLDAPVersion: ['2', '3'],
    supportedControl: [Oid.pagedResults],
    supportedCapabilities: ['1.2.840.113556.1.4.800', '1.2.840.113556.1.4.1670'],
    supportedLDAPPolicies: ['MaxPageSize', 'MaxConnIdleTime'],
    dnsHostName: [dnsName],
    ldapServiceName: [`${names.dns}:${dc.toLowerCase()}$@${names.dns.toUpperCase()}`],
    serverName: [`CN=${dc},CN=Servers,CN=Default-First-Site-Name,CN=Sites,${configuration}`],
    dsServiceName: [
      `CN=NTDS Settings,CN=${dc},CN=Servers,CN=Default-First-Site-Name,CN=Sites,${configuration}`,
    ],
    currentTime: [generalizedTime(domain.now())],
    highestCommittedUSN: [String(domain.highestUsn)],
    domainFunctionality: ['7'],
    forestFunctionality: ['7'],
    domainControllerFunctionality: ['7'],
    isSynchronized: ['TRUE'],
    isGlobalCatalogReady: ['TRUE'],
  });
}
