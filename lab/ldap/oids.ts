/** Object identifiers of controls, matching rules and extended operations that the lab knows ([MS-ADTS] 3.1.1.3.4). */
export const Oid = {
  /** Simple paged results (RFC 2696). */
  pagedResults: '1.2.840.113556.1.4.319',
  /** Server-side sorting (RFC 2891). */
  sortRequest: '1.2.840.113556.1.4.473',
  sortResponse: '1.2.840.113556.1.4.474',
  notification: '1.2.840.113556.1.4.528',
  extendedDn: '1.2.840.113556.1.4.529',
  showDeleted: '1.2.840.113556.1.4.417',
  lazyCommit: '1.2.840.113556.1.4.619',
  securityDescriptorFlags: '1.2.840.113556.1.4.801',
  treeDelete: '1.2.840.113556.1.4.805',
  dirSync: '1.2.840.113556.1.4.841',
  domainScope: '1.2.840.113556.1.4.1339',
  searchOptions: '1.2.840.113556.1.4.1340',
  permissiveModify: '1.2.840.113556.1.4.1413',
  rangeOption: '1.2.840.113556.1.4.802',
  verifyName: '1.2.840.113556.1.4.1338',
  showDeactivatedLink: '1.2.840.113556.1.4.2065',
  searchHints: '1.2.840.113556.1.4.2206',
  bypassQuota: '1.2.840.113556.1.4.2256',
  attributeScopedQuery: '1.2.840.113556.1.4.1504',
  showRecycled: '1.2.840.113556.1.4.2064',
  rangeRetrievalNoError: '1.2.840.113556.1.4.1948',
  policyHints: '1.2.840.113556.1.4.2239',
  policyHintsDeprecated: '1.2.840.113556.1.4.2066',
  virtualListViewRequest: '2.16.840.1.113730.3.4.9',
  virtualListViewResponse: '2.16.840.1.113730.3.4.10',
  /** The lab's own, non-critical: the value is the pass-through request's id in UTF-8. */
  requestId: '2.25.147271613955374264398237263847165392411',
  /** The lab's own: a search answers NT hashes too, to those who may replicate them. */
  passwordHashes: '2.25.328712930442172651838940226475913664017',
  /** Bitwise AND and OR matching rules, and the rule that follows links ([MS-ADTS] 3.1.1.3.4.4). */
  bitAnd: '1.2.840.113556.1.4.803',
  bitOr: '1.2.840.113556.1.4.804',
  inChain: '1.2.840.113556.1.4.1941',
  /** Extended operations ([MS-ADTS] 3.1.1.3.4.2). */
  startTls: '1.3.6.1.4.1.1466.20037',
  fastBind: '1.2.840.113556.1.4.1781',
  ttlRefresh: '1.3.6.1.4.1.1466.101.119.1',
  whoAmI: '1.3.6.1.4.1.4203.1.11.3',
  /** An unsolicited notification (RFC 4511 section 4.4.1). */
  noticeOfDisconnection: '1.3.6.1.4.1.1466.20036',
} as const;
