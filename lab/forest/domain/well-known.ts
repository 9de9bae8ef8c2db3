import type { Values } from '../store/object.ts';
import { policyAttributes, type AccountPolicy } from './policy.ts';
import { idOf, type Seedling, type Soil } from './seedling.ts';
import { Uac } from './user-account-control.ts';
import {
  ACCOUNT_GROUPS,
  BUILTIN_GROUPS,
  FOREIGN_PRINCIPALS,
  FOREST_GROUPS,
  GroupType,
  MEMBERS,
  type WellKnownGroup,
} from './well-known-groups.ts';
import { Rid } from './well-known-rids.ts';

export { GroupType } from './well-known-groups.ts';
export { Rid } from './well-known-rids.ts';

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
/** `sAMAccountName`s that are taken from the start. */
export function wellKnownNames(isForestRoot: boolean): string[] {
  const groups = [...ACCOUNT_GROUPS, ...(isForestRoot ? FOREST_GROUPS : []), ...BUILTIN_GROUPS];
  return [...groups.map(({ name }) => name), 'Administrator', 'Guest', 'krbtgt'];
}

/** `isCriticalSystemObject`, which makes tools leave an object alone. */
const CRITICAL = { iscriticalsystemobject: ['TRUE'] };

/** The domain's own object and everything that stands in it from the start, parents first. */
export function wellKnown(options: WellKnownOptions): Seedling[] {
  const root = domainRoot(options);
  const containers = CONTAINERS.map((name) => container(root, name));
  const [users = root, , system = root, foreign = root] = containers;
  const controllers = organizationalUnit(root, 'Domain Controllers', CRITICAL);
  const groups = [...ACCOUNT_GROUPS, ...(options.isForestRoot ? FOREST_GROUPS : [])].map((each) =>
    group(users, each, options.sid),
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
    ...BUILTIN_GROUPS.map((each) => group(builtin, each, 'S-1-5-32')),
    ...FOREIGN_PRINCIPALS.map((sid) => foreignPrincipal(foreign, sid)),
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

function group(
  parent: Seedling,
  { name, rid, type, description }: WellKnownGroup,
  authority: string,
): Seedling {
  const local = type === 'domainLocal' || type === 'builtin';
  return {
    rdn: { type: 'CN', value: name },
    parent,
    classes: ['top', 'group'],
    category: 'Group',
    sid: `${authority}-${rid}`,
    attributes: {
      ...CRITICAL,
      description: [description],
      samaccountname: [name],
      samaccounttype: [local ? '536870912' : '268435456'],
      grouptype: [String(GroupType[type])],
    },
  };
}

function foreignPrincipal(parent: Seedling, sid: string): Seedling {
  return {
    rdn: { type: 'CN', value: sid },
    parent,
    classes: ['top', 'foreignSecurityPrincipal'],
    category: 'Foreign-Security-Principal',
    sid,
    attributes: { showinadvancedviewonly: ['TRUE'] },
  };
}

function people(parent: Seedling, { sid }: WellKnownOptions): Seedling[] {
  const user = (
    name: string,
    rid: number,
    control: number,
    group: number,
    description: string,
  ): Seedling => ({
    rdn: { type: 'CN', value: name },
    parent,
    classes: ['top', 'person', 'organizationalPerson', 'user'],
    category: 'Person',
    sid: `${sid}-${rid}`,
    attributes: {
      ...CRITICAL,
      description: [description],
      samaccountname: [name],
      samaccounttype: ['805306368'],
      useraccountcontrol: [String(Uac.normalAccount | control)],
      primarygroupid: [String(group)],
      accountexpires: ['9223372036854775807'],
      pwdlastset: ['0'],
    },
  });
  return [
    user(
      'Administrator',
      Rid.administrator,
      Uac.dontExpirePassword,
      Rid.domainUsers,
      'Built-in account for administering the computer/domain',
    ),
    user(
      'Guest',
      Rid.guest,
      Uac.accountDisabled | Uac.passwordNotRequired | Uac.dontExpirePassword,
      Rid.domainGuests,
      'Built-in account for guest access to the computer/domain',
    ),
    user(
      'krbtgt',
      Rid.krbtgt,
      Uac.accountDisabled,
      Rid.domainUsers,
      'Key Distribution Center Service Account',
    ),
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

function withMembers(seedlings: readonly Seedling[], soil: Soil): Seedling[] {
  const named = new Map(
    seedlings.filter(({ sid }) => sid !== undefined).map((each) => [each.rdn.value, each]),
  );
  const members = new Map(MEMBERS);
  return seedlings.map((seedling) => {
    const wanted = seedling.category === 'Group' ? (members.get(seedling.rdn.value) ?? []) : [];
    const ids = wanted.map((name) => named.get(name)).filter((each) => each !== undefined);
    if (ids.length === 0) return seedling;
    return {
      ...seedling,
      attributes: { ...seedling.attributes, member: ids.map((each) => idOf(soil, each)) },
    };
  });
}
