import type { Values } from '../store/object.ts';
import { policyAttributes, type AccountPolicy } from './policy.ts';
import { idOf, type Seedling, type Soil } from './seedling.ts';
import { computer, people } from './well-known-accounts.ts';
import {
  ACCOUNT_GROUPS,
  BUILTIN_GROUPS,
  FOREIGN_PRINCIPALS,
  FOREST_GROUPS,
  GroupType,
  MEMBERS,
  type WellKnownGroup,
} from './well-known-groups.ts';
import { infrastructure, policyLink, DEFAULT_POLICIES, systemSeedlings } from './system-container.ts';
import { otherWellKnownObjects, wellKnownObjects } from './well-known-objects.ts';
import { PROTECTED_BUILTIN, PROTECTED_IN_DOMAIN, PROTECTED_IN_FOREST } from './well-known-rids.ts';

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
  /** DNs of the naming contexts right below this one. */
  readonly subordinates: readonly string[];
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
  'Keys',
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
  const [users = root, , system = root, foreign = root, , programs = root] = containers;
  const controllers = organizationalUnit(root, 'Domain Controllers', {
    ...CRITICAL,
    gplink: [policyLink(DEFAULT_POLICIES.controllers, options.base)],
  });
  const facts = { ...options, roleOwner: roleOwnerOf(options) };
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
    container(programs, 'Microsoft'),
    container(root, 'NTDS Quotas', ['top', 'msDS-QuotaContainer'], 'ms-DS-Quota-Container'),
    infrastructure(root, facts),
    ...systemSeedlings(system, facts),
    ...ou,
    ...groups,
    ...BUILTIN_GROUPS.map((each) => group(builtin, each, 'S-1-5-32')),
    ...FOREIGN_PRINCIPALS.map((sid) => foreignPrincipal(foreign, sid)),
    ...administrators,
    ...options.domainControllers.map((dc, nth) => computer(controllers, dc, options, nth)),
  ];
  return withMembers(
    seedlings.map((each) => withAdminCount(each, options.sid)),
    options,
  );
}

function domainRoot(options: WellKnownOptions): Seedling {
  const { base, dns, sid, policy } = options;
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
      fsmoroleowner: [roleOwnerOf(options)],
      subrefs: options.subordinates,
      ridmanagerreference: [`CN=RID Manager$,CN=System,${base}`],
      wellknownobjects: wellKnownObjects(base),
      otherwellknownobjects: otherWellKnownObjects(base),
      gplink: [policyLink(DEFAULT_POLICIES.domain, base)],
      forcelogoff: ['-9223372036854775808'],
      modifiedcount: ['1'],
      ntmixeddomain: ['0'],
    },
  };
}

/** The first domain controller holds the roles of its domain. */
function roleOwnerOf({ settingsOf, domainControllers, netbios }: WellKnownOptions): string {
  return settingsOf(domainControllers[0] ?? netbios);
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

/** As the hourly task of the PDC emulator has left it ([MS-ADTS] 3.1.1.6.1). */
function withAdminCount(seedling: Seedling, domainSid: string): Seedling {
  const rid = Number(seedling.sid?.slice(seedling.sid.lastIndexOf('-') + 1));
  const isProtected = seedling.sid?.startsWith(`${domainSid}-`)
    ? [...PROTECTED_IN_DOMAIN, ...PROTECTED_IN_FOREST].includes(rid)
    : seedling.sid !== undefined && PROTECTED_BUILTIN.includes(rid);
  return isProtected ? { ...seedling, attributes: { ...seedling.attributes, admincount: ['1'] } } : seedling;
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
