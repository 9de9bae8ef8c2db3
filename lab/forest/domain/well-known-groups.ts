import { Rid } from './well-known-rids.ts';

/** `groupType` ([MS-ADTS] 2.2.12), with the bit that makes it a security group; 32-bit signed. */
export const GroupType = {
  global: -2147483646,
  domainLocal: -2147483644,
  universal: -2147483640,
  /** Domain-local, and made by the system: the groups under CN=Builtin. */
  builtin: -2147483643,
} as const;

export interface WellKnownGroup {
  readonly name: string;
  readonly rid: number;
  readonly type: keyof typeof GroupType;
  /** As consoles show it. */
  readonly description: string;
}

type Row = readonly [name: string, rid: number, description: string];

const rows =
  (type: keyof typeof GroupType) =>
  ([name, rid, description]: Row): WellKnownGroup => ({ name, rid, type, description });

const GLOBAL: readonly Row[] = [
  ['Domain Admins', Rid.domainAdmins, 'Designated administrators of the domain'],
  ['Domain Users', Rid.domainUsers, 'All domain users'],
  ['Domain Guests', Rid.domainGuests, 'All domain guests'],
  ['Domain Computers', Rid.domainComputers, 'All workstations and servers joined to the domain'],
  ['Domain Controllers', Rid.domainControllers, 'All domain controllers in the domain'],
  ['Group Policy Creator Owners', 520, 'Members in this group can modify group policy for the domain'],
  [
    'Read-only Domain Controllers',
    Rid.readOnlyDomainControllers,
    'Members of this group are Read-Only Domain Controllers in the domain',
  ],
  ['Cloneable Domain Controllers', 522, 'Members of this group that are domain controllers may be cloned.'],
  [
    'Protected Users',
    525,
    'Members of this group are afforded additional protections against authentication security threats.',
  ],
  [
    'Key Admins',
    Rid.keyAdmins,
    'Members of this group can perform administrative actions on key objects within the domain.',
  ],
];
const DOMAIN_LOCAL: readonly Row[] = [
  ['Cert Publishers', 517, 'Members of this group are permitted to publish certificates to the directory'],
  ['RAS and IAS Servers', 553, 'Servers in this group can access remote access properties of users'],
  [
    'Allowed RODC Password Replication Group',
    571,
    'Members in this group can have their passwords replicated to all read-only domain controllers in the domain',
  ],
  [
    'Denied RODC Password Replication Group',
    572,
    'Members in this group cannot have their passwords replicated to any read-only domain controllers in the domain',
  ],
];
const UNIVERSAL: readonly Row[] = [
  ['Schema Admins', Rid.schemaAdmins, 'Designated administrators of the schema'],
  ['Enterprise Admins', Rid.enterpriseAdmins, 'Designated administrators of the enterprise'],
  [
    'Enterprise Read-only Domain Controllers',
    498,
    'Members of this group are Read-Only Domain Controllers in the enterprise',
  ],
  [
    'Enterprise Key Admins',
    Rid.enterpriseKeyAdmins,
    'Members of this group can perform administrative actions on key objects within the forest.',
  ],
];
const BUILTIN: readonly Row[] = [
  ['Administrators', 544, 'Administrators have complete and unrestricted access to the computer/domain'],
  [
    'Users',
    545,
    'Users are prevented from making accidental or intentional system-wide changes and can run most applications',
  ],
  [
    'Guests',
    546,
    'Guests have the same access as members of the Users group by default, except for the Guest account which is further restricted',
  ],
  ['Account Operators', 548, 'Members can administer domain user and group accounts'],
  ['Server Operators', 549, 'Members can administer domain servers'],
  ['Print Operators', 550, 'Members can administer printers installed on domain controllers'],
  [
    'Backup Operators',
    551,
    'Backup Operators can override security restrictions for the sole purpose of backing up or restoring files',
  ],
  ['Replicator', 552, 'Supports file replication in a domain'],
  [
    'Pre-Windows 2000 Compatible Access',
    554,
    'A backward compatibility group which allows read access on all users and groups in the domain',
  ],
  ['Remote Desktop Users', 555, 'Members in this group are granted the right to logon remotely'],
  [
    'Network Configuration Operators',
    556,
    'Members in this group can have some administrative privileges to manage configuration of networking features',
  ],
  [
    'Incoming Forest Trust Builders',
    557,
    'Members of this group can create incoming, one-way trusts to this forest',
  ],
  [
    'Performance Monitor Users',
    558,
    'Members of this group can access performance counter data locally and remotely',
  ],
  [
    'Performance Log Users',
    559,
    'Members of this group may schedule logging of performance counters, enable trace providers, and collect event traces both locally and via remote access to this computer',
  ],
  [
    'Windows Authorization Access Group',
    560,
    'Members of this group have access to the computed tokenGroupsGlobalAndUniversal attribute on User objects',
  ],
  [
    'Terminal Server License Servers',
    561,
    'Members of this group can update user accounts in Active Directory with information about license issuance, for the purpose of tracking and reporting TS Per User CAL usage',
  ],
  [
    'Distributed COM Users',
    562,
    'Members are allowed to launch, activate and use Distributed COM objects on this machine.',
  ],
  ['IIS_IUSRS', 568, 'Built-in group used by Internet Information Services.'],
  ['Cryptographic Operators', 569, 'Members are authorized to perform cryptographic operations.'],
  ['Event Log Readers', 573, 'Members of this group can read event logs from local machine'],
  [
    'Certificate Service DCOM Access',
    574,
    'Members of this group are allowed to connect to Certification Authorities in the enterprise',
  ],
  [
    'Hyper-V Administrators',
    578,
    'Members of this group have complete and unrestricted access to all features of Hyper-V.',
  ],
  [
    'Access Control Assistance Operators',
    579,
    'Members of this group can remotely query authorization attributes and permissions for resources on this computer.',
  ],
  [
    'Remote Management Users',
    580,
    'Members of this group can access WMI resources over management protocols (such as WS-Management via the Windows Remote Management service). This applies only to WMI namespaces that grant access to the user.',
  ],
  [
    'Storage Replica Administrators',
    582,
    'Members of this group have complete and unrestricted access to all features of Storage Replica.',
  ],
];

/** Under CN=Users of every domain (Microsoft Learn, "Active Directory security groups"). */
export const ACCOUNT_GROUPS: readonly WellKnownGroup[] = [
  ...GLOBAL.map(rows('global')),
  ...DOMAIN_LOCAL.map(rows('domainLocal')),
];

/** Under CN=Users of a forest's first domain. */
export const FOREST_GROUPS: readonly WellKnownGroup[] = UNIVERSAL.map(rows('universal'));

/** Under CN=Builtin. */
export const BUILTIN_GROUPS: readonly WellKnownGroup[] = BUILTIN.map(rows('builtin'));

/** Everybody of a kind, who stands under CN=ForeignSecurityPrincipals by his SID: Interactive, Enterprise Domain Controllers, Authenticated Users, IUSR. */
export const FOREIGN_PRINCIPALS: readonly string[] = ['S-1-5-4', 'S-1-5-9', 'S-1-5-11', 'S-1-5-17'];

/** Who is in which group from the start. */
export const MEMBERS: readonly (readonly [group: string, members: readonly string[]])[] = [
  ['Domain Admins', ['Administrator']],
  ['Enterprise Admins', ['Administrator']],
  ['Schema Admins', ['Administrator']],
  ['Group Policy Creator Owners', ['Administrator']],
  ['Administrators', ['Administrator', 'Domain Admins', 'Enterprise Admins']],
  ['Guests', ['Guest', 'Domain Guests']],
  ['Users', ['Domain Users', 'S-1-5-4', 'S-1-5-11']],
  ['Pre-Windows 2000 Compatible Access', ['S-1-5-11']],
  ['Windows Authorization Access Group', ['S-1-5-9']],
  ['IIS_IUSRS', ['S-1-5-17']],
  [
    'Denied RODC Password Replication Group',
    [
      'krbtgt',
      'Cert Publishers',
      'Domain Admins',
      'Domain Controllers',
      'Enterprise Admins',
      'Group Policy Creator Owners',
      'Read-only Domain Controllers',
      'Schema Admins',
    ],
  ],
];
