import type { Seedling } from './seedling.ts';

/** Group policies that every domain is born with ([MS-GPOD], "Default domain policy"), by the GUID that is their name. */
export const DEFAULT_POLICIES = {
  domain: '{31B2F340-016D-11D2-945F-00C04FB984F9}',
  controllers: '{6AC1786C-016F-11D2-945F-00C04FB984F9}',
} as const;

export interface SystemFacts {
  /** DN of the domain. */
  readonly base: string;
  readonly dns: string;
  /** DN of the settings of the domain controller that holds the domain's roles. */
  readonly roleOwner: string;
}

/** Half of the 30 bits of RIDs that a domain has, and the first that no pool has been cut from ([MS-ADTS] 3.1.1.5.2.4). */
const RID_POOL = String((1_073_741_823n << 32n) + 2_100n);

/** What stands under CN=System from the start, of what tools read: roles, the template of protected objects, policies. */
export function systemSeedlings(system: Seedling, { dns, roleOwner }: SystemFacts): Seedling[] {
  const policies = child(system, 'Policies', ['container'], 'Container');
  return [
    child(system, 'RID Manager$', ['rIDManager'], 'RID-Manager', {
      ...CRITICAL,
      systemflags: ['-1946157056'],
      fsmoroleowner: [roleOwner],
      ridavailablepool: [RID_POOL],
    }),
    child(system, 'AdminSDHolder', ['container'], 'Container', { ...CRITICAL, systemflags: ['-1946157056'] }),
    child(
      system,
      'Password Settings Container',
      ['msDS-PasswordSettingsContainer'],
      'ms-DS-Password-Settings-Container',
    ),
    policies,
    ...policy(policies, DEFAULT_POLICIES.domain, 'Default Domain Policy', dns),
    ...policy(policies, DEFAULT_POLICIES.controllers, 'Default Domain Controllers Policy', dns),
  ];
}

/** The object whose holder keeps references between domains right. */
export function infrastructure(root: Seedling, { roleOwner }: SystemFacts): Seedling {
  return child(root, 'Infrastructure', ['infrastructureUpdate'], 'Infrastructure-Update', {
    ...CRITICAL,
    systemflags: ['-1946157056'],
    fsmoroleowner: [roleOwner],
  });
}

/** `gPLink` of a place that one policy is linked to ([MS-GPOL] 2.2.2). */
export function policyLink(guid: string, base: string): string {
  return `[LDAP://CN=${guid},CN=Policies,CN=System,${base};0]`;
}

const CRITICAL = { iscriticalsystemobject: ['TRUE'], showinadvancedviewonly: ['TRUE'] };

function policy(policies: Seedling, guid: string, displayName: string, dns: string): Seedling[] {
  const own = child(policies, guid, ['container', 'groupPolicyContainer'], 'Group-Policy-Container', {
    ...CRITICAL,
    displayname: [displayName],
    flags: ['0'],
    gpcfilesyspath: [`\\\\${dns}\\sysvol\\${dns}\\Policies\\${guid}`],
    gpcfunctionalityversion: ['2'],
    versionnumber: ['1'],
  });
  return [own, ...['Machine', 'User'].map((name) => child(own, name, ['container'], 'Container'))];
}

function child(
  parent: Seedling,
  name: string,
  classes: readonly string[],
  category: string,
  attributes: Record<string, readonly string[]> = {},
): Seedling {
  return {
    rdn: { type: 'CN', value: name },
    parent,
    classes: ['top', ...classes],
    category,
    attributes: { showinadvancedviewonly: ['TRUE'], ...attributes },
  };
}
