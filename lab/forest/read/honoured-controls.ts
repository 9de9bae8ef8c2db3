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
  Oid.policyHints,
  Oid.policyHintsDeprecated,
  Oid.requestId,
];
