/** Protocol operations by their tag (RFC 4511 section 4.2 and on). */
export const Operation = {
  bindRequest: 0x60,
  bindResponse: 0x61,
  unbindRequest: 0x42,
  searchRequest: 0x63,
  searchResultEntry: 0x64,
  searchResultDone: 0x65,
  modifyRequest: 0x66,
  modifyResponse: 0x67,
  addRequest: 0x68,
  addResponse: 0x69,
  deleteRequest: 0x4a,
  deleteResponse: 0x6b,
  modifyDnRequest: 0x6c,
  modifyDnResponse: 0x6d,
  compareRequest: 0x6e,
  compareResponse: 0x6f,
  abandonRequest: 0x50,
  searchResultReference: 0x73,
  extendedRequest: 0x77,
  extendedResponse: 0x78,
} as const;

export interface LdapControl {
  readonly oid: string;
  readonly critical: boolean;
  readonly value?: Buffer | undefined;
}

/** LDAPResult (RFC 4511 section 4.1.9). */
export interface LdapResult {
  readonly code: number;
  readonly matchedDn?: string;
  readonly diagnosticMessage?: string;
  /** Where to ask instead, for result code 10. */
  readonly referrals?: readonly string[];
}

export type Scope = 'base' | 'one' | 'sub';

/** In the order of their numbers on the wire. */
export const SCOPES: readonly Scope[] = ['base', 'one', 'sub'];

/** What a modification does to the values of one attribute (RFC 4511 section 4.6), in the order of their numbers. */
export type ChangeKind = 'add' | 'delete' | 'replace';

export const CHANGE_KINDS: readonly ChangeKind[] = ['add', 'delete', 'replace'];

/** An attribute and values for it, as add and modify requests carry them. */
export interface AttributeValues {
  readonly type: string;
  readonly values: readonly Buffer[];
}
