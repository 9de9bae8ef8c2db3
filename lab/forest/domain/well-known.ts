import type { Values } from '../store/object.ts';
import { policyAttributes, type AccountPolicy } from './policy.ts';
import { idOf, type Seedling, type Soil } from './seedling.ts';
import { Uac } from './user-account-control.ts';

/** `groupType` ([MS-ADTS] 2.2.12), with the bit that makes it a security group; 32-bit signed. */
export const GroupType = {
  global: -2147483646,
  domainLocal: -2147483644,
  universal: -2147483640,
  /** Domain-local, and made by the system: the groups under CN=Builtin. */
  builtin: -2147483643,
} as const;

/** RIDs that are the same in every domain ([MS-DTYP] 2.4.2.4). */
export const Rid = {
  administrator: 500,
  guest: 501,
  krbtgt: 502,
  domainAdmins: 512,
  domainUsers: 513,
  domainGuests: 514,
  domainComputers: 515,
  domainControllers: 516,
  schemaAdmins: 518,
  enterpriseAdmins: 519,
} as const;

export interface WellKnownOptions extends Soil {
  readonly dns: string;
  readonly netbios: string;
  /** The domain's SID. */
  readonly sid: string;
  readonly policy: AccountPolicy;
  /** The first is the PDC emulator. */
  readonly domainControllers: readonly string[];
  /** Names of organizational units directly under the domain. */
  readonly organizationalUnits: readonly string[];
  /** The forest's first domain has the groups of the whole forest. */
  readonly isForestRoot: boolean;
  /** DN of a domain controller's settings, for the roles it holds. */
  readonly settingsOf: (dc: string) => string;
}

const CONTAINERS = [
  'Users',
  'Computers',
  'System',
  'ForeignSecurityPrincipals',
  'Managed Service Accounts',
  'Program Data',
];
const ACCOUNT_GROUPS: readonly (readonly [string, number, keyof typeof GroupType])[] = [
  ['Domain Admins', Rid.domainAdmins, 'global'],
  ['Domain Users', Rid.domainUsers, 'global'],
  ['Domain Guests', Rid.domainGuests, 'global'],
  ['Domain Computers', Rid.domainComputers, 'global'],
  ['Domain Controllers', Rid.domainControllers, 'global'],
  ['Cert Publishers', 517, 'domainLocal'],
  ['Group Policy Creator Owners', 520, 'global'],
  ['Read-only Domain Controllers', 521, 'global'],
  ['Protected Users', 525, 'global'],
  ['RAS and IAS Servers', 553, 'domainLocal'],
  ['Allowed RODC Password Replication Group', 571, 'domainLocal'],
  ['Denied RODC Password Replication Group', 572, 'domainLocal'],
];
const FOREST_GROUPS: readonly (readonly [string, number, keyof typeof GroupType])[] = [
  ['Schema Admins', Rid.schemaAdmins, 'universal'],
  ['Enterprise Admins', Rid.enterpriseAdmins, 'universal'],
  ['Enterprise Read-only Domain Controllers', 498, 'universal'],
];
const BUILTIN_GROUPS: readonly (readonly [string, number])[] = [
  ['Administrators', 544],
  ['Users', 545],
  ['Guests', 546],
  ['Account Operators', 548],
  ['Server Operators', 549],
  ['Print Operators', 550],
  ['Backup Operators', 551],
  ['Replicator', 552],
  ['Pre-Windows 2000 Compatible Access', 554],
  ['Remote Desktop Users', 555],
  ['Windows Authorization Access Group', 560],
];

/** `sAMAccountName`s that are taken from the start. */
export function wellKnownNames(isForestRoot: boolean): string[] {
  const groups = [...ACCOUNT_GROUPS, ...(isForestRoot ? FOREST_GROUPS : []), ...BUILTIN_GROUPS];
  return [...groups.map(([name]) => name), 'Administrator', 'Guest', 'krbtgt'];
}

/** `isCriticalSystemObject`, which makes tools leave an object alone. */
const CRITICAL = { iscriticalsystemobject: ['TRUE'] };

/** The domain's own object and everything that stands in it from the start, parents first. */
export function wellKnown(options: WellKnownOptions): Seedling[] {
  const root = domainRoot(options);
  const containers = CONTAINERS.map((name) => container(root, name));
  const [users = root, , system = root] = containers;
  const controllers = organizationalUnit(root, 'Domain Controllers', CRITICAL);
  const groups = [...ACCOUNT_GROUPS, ...(options.isForestRoot ? FOREST_GROUPS : [])].map(
    ([name, rid, type]) => group(users, name, `${options.sid}-${rid}`, GroupType[type]),
  );
  const builtin = builtinDomain(root);
  const administrators = people(users, options);
  const placed = [root, ...containers, builtin, controllers];
  const ou = options.organizationalUnits.map((name) => organizationalUnit(root, name));
  const seedlings = [
    ...placed,
    deletedObjects(root),
    container(root, 'LostAndFound', ['top', 'lostAndFound'], 'Lost-And-Found'),
    container(
      system,
      'Password Settings Container',
      ['top', 'msDS-PasswordSettingsContainer'],
      'ms-DS-Password-Settings-Container',
    ),
    ...ou,
    ...groups,
    ...BUILTIN_GROUPS.map(([name, rid]) => group(builtin, name, `S-1-5-32-${rid}`, GroupType.builtin)),
    ...administrators,
    ...options.domainControllers.map((dc, nth) => computer(controllers, dc, options, nth)),
  ];
  return withMembers(seedlings, options);
}

function domainRoot(options: WellKnownOptions): Seedling {
  const { dns, sid, policy, settingsOf, domainControllers, netbios } = options;
  return {
    rdn: { type: 'DC', value: dns.split('.')[0] ?? dns },
    classes: ['top', 'domain', 'domainDNS'],
    category: 'Domain-DNS',
    sid,
    attributes: {
      ...Object.fromEntries(policyAttributes(policy)),
      ...CRITICAL,
      instancetype: ['5'],
      'msds-behavior-version': ['7'],
      'ms-ds-machineaccountquota': ['10'],
      fsmoroleowner: [settingsOf(domainControllers[0] ?? netbios)],
      forcelogoff: ['-9223372036854775808'],
      modifiedcount: ['1'],
      ntmixeddomain: ['0'],
    },
  };
}

function container(
  parent: Seedling,
  name: string,
  classes: readonly string[] = ['top', 'container'],
  category = 'Container',
): Seedling {
  return { rdn: { type: 'CN', value: name }, parent, classes, category };
}

function deletedObjects(parent: Seedling): Seedling {
  const deleted = container(parent, 'Deleted Objects');
  return { ...deleted, attributes: { ...CRITICAL, isdeleted: ['TRUE'], systemflags: ['-1946157056'] } };
}

function builtinDomain(parent: Seedling): Seedling {
  const rdn = { type: 'CN', value: 'Builtin' };
  return {
    rdn,
    parent,
    classes: ['top', 'builtinDomain'],
    category: 'Builtin-Domain',
    sid: 'S-1-5-32',
    attributes: CRITICAL,
  };
}

function organizationalUnit(
  parent: Seedling,
  name: string,
  attributes: Record<string, Values> = {},
): Seedling {
  const rdn = { type: 'OU', value: name };
  return { rdn, parent, classes: ['top', 'organizationalUnit'], category: 'Organizational-Unit', attributes };
}

function group(parent: Seedling, name: string, sid: string, groupType: number): Seedling {
  const local = groupType === GroupType.domainLocal || groupType === GroupType.builtin;
  return {
    rdn: { type: 'CN', value: name },
    parent,
    classes: ['top', 'group'],
    category: 'Group',
    sid,
    attributes: {
      ...CRITICAL,
      samaccountname: [name],
      samaccounttype: [local ? '536870912' : '268435456'],
      grouptype: [String(groupType)],
    },
  };
}

function people(parent: Seedling, { sid }: WellKnownOptions): Seedling[] {
  const user = (name: string, rid: number, control: number, group: number): Seedling => ({
    rdn: { type: 'CN', value: name },
    parent,
    classes: ['top', 'person', 'organizationalPerson', 'user'],
    category: 'Person',
    sid: `${sid}-${rid}`,
    attributes: {
      ...CRITICAL,
      samaccountname: [name],
      samaccounttype: ['805306368'],
      useraccountcontrol: [String(Uac.normalAccount | control)],
      primarygroupid: [String(group)],
      accountexpires: ['9223372036854775807'],
      pwdlastset: ['0'],
    },
  });
  return [
    user('Administrator', Rid.administrator, Uac.dontExpirePassword, Rid.domainUsers),
    user(
      'Guest',
      Rid.guest,
      Uac.accountDisabled | Uac.passwordNotRequired | Uac.dontExpirePassword,
      Rid.domainGuests,
    ),
    user('krbtgt', Rid.krbtgt, Uac.accountDisabled, Rid.domainUsers),
  ];
}

function computer(parent: Seedling, dc: string, { sid, dns }: WellKnownOptions, nth: number): Seedling {
  const host = `${dc.toLowerCase()}.${dns}`;
  return {
    rdn: { type: 'CN', value: dc },
    parent,
    classes: ['top', 'person', 'organizationalPerson', 'user', 'computer'],
    category: 'Computer',
    sid: `${sid}-${1_000 + nth}`,
    attributes: {
      ...CRITICAL,
      samaccountname: [`${dc}$`],
      samaccounttype: ['805306369'],
      useraccountcontrol: [String(Uac.serverTrustAccount | Uac.trustedForDelegation)],
      primarygroupid: [String(Rid.domainControllers)],
      accountexpires: ['9223372036854775807'],
      pwdlastset: ['0'],
      dnshostname: [host],
      operatingsystem: ['Windows Server 2022 Datacenter'],
      serviceprincipalname: [`HOST/${host}`, `HOST/${dc}`, `ldap/${host}`, `GC/${host}/${dns}`],
    },
  };
}

/** Who is in which group from the start. */
const MEMBERS: readonly (readonly [group: string, members: readonly string[]])[] = [
  ['Domain Admins', ['Administrator']],
  ['Enterprise Admins', ['Administrator']],
  ['Schema Admins', ['Administrator']],
  ['Group Policy Creator Owners', ['Administrator']],
  ['Administrators', ['Administrator', 'Domain Admins', 'Enterprise Admins']],
  ['Guests', ['Guest', 'Domain Guests']],
  ['Users', ['Domain Users']],
  [
    'Denied RODC Password Replication Group',
    ['krbtgt', 'Domain Admins', 'Enterprise Admins', 'Schema Admins'],
  ],
];

function withMembers(seedlings: readonly Seedling[], soil: Soil): Seedling[] {
  const named = new Map(
    seedlings.map((seedling) => [seedling.attributes?.['samaccountname']?.[0], seedling]),
  );
  const members = new Map(MEMBERS);
  return seedlings.map((seedling) => {
    const wanted = members.get(String(seedling.attributes?.['samaccountname']?.[0] ?? '')) ?? [];
    const ids = wanted.map((name) => named.get(name)).filter((each) => each !== undefined);
    if (ids.length === 0) return seedling;
    return {
      ...seedling,
      attributes: { ...seedling.attributes, member: ids.map((each) => idOf(soil, each)) },
    };
  });
}
