import type { SearchAnswer } from '../../ldap/handler.ts';
import { LdapRefusalError } from '../../ldap/errors.ts';
import { Oid } from '../../ldap/oids.ts';
import type { SearchRequest } from '../../ldap/requests.ts';
import { ResultCode } from '../../ldap/result-codes.ts';
import { generalizedTime } from '../core/filetime.ts';
import { sidBytes } from '../core/identifiers.ts';
import type { Value, Values } from '../store/object.ts';
import { serverDn, settingsDn } from '../topology/configuration.ts';
import { SUPPORTED_CONTROLS } from './honoured-controls.ts';
import { pingResponse } from './netlogon.ts';
import { ReadRefusal } from './refusals.ts';
import type { Reading } from './source.ts';

type Read = (reading: Reading) => Values;

const LEVEL = '7';
const ANONYMOUS = 'S-1-5-7';

/** What everybody may read before any bind ([MS-ADTS] 3.1.1.3.2). */
const ATTRIBUTES: Readonly<Record<string, Read>> = {
  configurationNamingContext: ({ forest }) => [forest.configurationDn],
  currentTime: ({ now }) => [generalizedTime(now)],
  defaultNamingContext: ({ domain }) => [domain.base],
  dnsHostName: ({ domain, dc }) => [domain.controller(dc)?.dnsName ?? ''],
  domainControllerFunctionality: () => [LEVEL],
  domainFunctionality: () => [LEVEL],
  dsServiceName: ({ domain, dc, forest }) => [settingsDn(placeOf(domain, dc), forest.configurationDn)],
  forestFunctionality: () => [LEVEL],
  highestCommittedUSN: ({ domain, dc }) => [String(domain.at(dc).highestUsn)],
  isGlobalCatalogReady: ({ domain, dc }) => [
    domain.controller(dc)?.isGlobalCatalog === true ? 'TRUE' : 'FALSE',
  ],
  isSynchronized: () => ['TRUE'],
  ldapServiceName: ({ forest, domain, dc }) => [
    `${forest.root.names.dns}:${dc.toLowerCase()}$@${domain.names.dns.toUpperCase()}`,
  ],
  namingContexts: ({ forest, domain }) => [domain.base, forest.configurationDn, forest.schemaDn],
  rootDomainNamingContext: ({ forest }) => [forest.root.base],
  schemaNamingContext: ({ forest }) => [forest.schemaDn],
  serverName: ({ domain, dc, forest }) => [serverDn(placeOf(domain, dc), forest.configurationDn)],
  subschemaSubentry: ({ forest }) => [`CN=Aggregate,${forest.schemaDn}`],
  supportedCapabilities: () => [
    '1.2.840.113556.1.4.800',
    '1.2.840.113556.1.4.1670',
    '1.2.840.113556.1.4.1791',
    '1.2.840.113556.1.4.1935',
    '1.2.840.113556.1.4.2080',
    '1.2.840.113556.1.4.2237',
  ],
  supportedControl: () => SUPPORTED_CONTROLS,
  supportedExtension: () => [Oid.startTls, Oid.whoAmI, Oid.fastBind],
  supportedLDAPPolicies: () => [
    'MaxPageSize',
    'MaxValRange',
    'MaxQueryDuration',
    'MaxConnIdleTime',
    'InitRecvTimeout',
  ],
  supportedLDAPVersion: () => ['3', '2'],
  // What works here: without Kerberos no GSSAPI, without client certificates no EXTERNAL.
  supportedSASLMechanisms: () => ['GSS-SPNEGO'],
};

/** Answered when asked for by name alone. */
const BY_NAME: Readonly<Record<string, Read>> = {
  netlogon: (reading) => [pingResponse(reading)],
  msDSPortLDAP: () => ['389'],
  msDSPortSSL: () => ['636'],
  tokenGroups: ({ caller }) =>
    (caller === undefined ? [ANONYMOUS] : [caller.sid, ...caller.groups]).map(sidBytes),
};

function placeOf(domain: Reading['domain'], dc: string): { name: string; site: string } {
  return { name: dc, site: domain.controller(dc)?.site ?? '' };
}

/** The entry of name ''; its filter is not looked at, as recorded. Throws LdapRefusalError. */
export function readRootDse(reading: Reading, { attributes, typesOnly }: SearchRequest): SearchAnswer {
  const asked = new Set(attributes.map((name) => name.toLowerCase()));
  if (asked.has('validfsmos')) throw new LdapRefusalError(ReadRefusal.baseOnly);
  const all = attributes.length === 0 || asked.has('*') || asked.has('+');
  const rows = [
    ...Object.entries(ATTRIBUTES).filter(([name]) => all || asked.has(name.toLowerCase())),
    ...Object.entries(BY_NAME).filter(([name]) => asked.has(name.toLowerCase())),
  ];
  const read = rows.map(([name, values]) => [name, values(reading)] as const);
  const shown = read.filter(([, values]) => values.length > 0);
  const none: readonly Value[] = [];
  const entry = {
    dn: '',
    attributes: shown.map(([name, values]) => [name, typesOnly ? none : values] as const),
  };
  return { entries: [entry], result: { code: ResultCode.success } };
}
