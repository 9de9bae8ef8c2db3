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
  readOnlyDomainControllers: 521,
  keyAdmins: 526,
  enterpriseKeyAdmins: 527,
} as const;

/** RIDs of the groups under CN=Builtin that are protected: Administrators, Account, Server, Print and Backup Operators, Replicator. */
export const PROTECTED_BUILTIN: readonly number[] = [544, 548, 549, 550, 551, 552];

/** RIDs of protected accounts and groups of a domain (Microsoft Learn, "Protected accounts and groups in Active Directory"). */
export const PROTECTED_IN_DOMAIN: readonly number[] = [
  Rid.administrator,
  Rid.krbtgt,
  Rid.domainAdmins,
  Rid.domainControllers,
  Rid.readOnlyDomainControllers,
  Rid.keyAdmins,
];

/** Of a forest's first domain besides. */
export const PROTECTED_IN_FOREST: readonly number[] = [
  Rid.schemaAdmins,
  Rid.enterpriseAdmins,
  Rid.enterpriseKeyAdmins,
];
