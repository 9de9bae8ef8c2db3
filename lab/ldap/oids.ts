/** Object identifiers of controls, matching rules and extended operations that the lab knows. */
export const Oid = {
  /** Simple paged results (RFC 2696). */
  pagedResults: '1.2.840.113556.1.4.319',
  /** The lab's own, non-critical: the value is the pass-through request's id in UTF-8. */
  requestId: '2.25.147271613955374264398237263847165392411',
  /** Bitwise AND and OR matching rules ([MS-ADTS] 3.1.1.3.4.4). */
  bitAnd: '1.2.840.113556.1.4.803',
  bitOr: '1.2.840.113556.1.4.804',
  startTls: '1.3.6.1.4.1.1466.20037',
  noticeOfDisconnection: '1.3.6.1.4.1.1466.20036',
  whoAmI: '1.3.6.1.4.1.4203.1.11.3',
} as const;
