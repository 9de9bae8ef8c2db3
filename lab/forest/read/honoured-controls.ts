import { Oid } from '../../ldap/oids.ts';

/** Types of controls that searches and writes take note of; any other that is critical is refused. */
export const HONOURED_CONTROLS: readonly string[] = [
  Oid.pagedResults,
  Oid.sortRequest,
  Oid.extendedDn,
  Oid.showDeleted,
  Oid.showRecycled,
  Oid.rangeRetrievalNoError,
  Oid.virtualListViewRequest,
  Oid.lazyCommit,
  Oid.securityDescriptorFlags,
  Oid.treeDelete,
  Oid.dirSync,
  Oid.domainScope,
  Oid.searchOptions,
  Oid.permissiveModify,
  Oid.notification,
  // What these ask for is so in any case: ranges, names that are verified, no quota, no deactivated links, no hint needed.
  Oid.rangeOption,
  Oid.verifyName,
  Oid.bypassQuota,
  Oid.showDeactivatedLink,
  Oid.searchHints,
  Oid.policyHints,
  Oid.policyHintsDeprecated,
  Oid.requestId,
  Oid.passwordHashes,
];

/** `supportedControl`: programs take a server for Active Directory by how many of these there are. */
export const SUPPORTED_CONTROLS: readonly string[] = [
  ...HONOURED_CONTROLS.filter((oid) => oid !== Oid.requestId && oid !== Oid.passwordHashes),
  Oid.sortResponse,
  Oid.virtualListViewResponse,
];
