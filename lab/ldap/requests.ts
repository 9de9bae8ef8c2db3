import type { Filter } from './filter.ts';
import type { AttributeValues, ChangeKind, LdapControl, LdapResult, Scope } from './message.ts';

export interface BindRequest {
  readonly kind: 'bind';
  readonly version: number;
  /** As it was sent: Active Directory takes more than distinguished names here. */
  readonly name: string;
  readonly credentials: Credentials;
}

export type Credentials =
  | { readonly kind: 'simple'; readonly password: Buffer }
  | { readonly kind: 'sasl'; readonly mechanism: string; readonly token?: Buffer | undefined }
  /** Microsoft's own, older than SASL ([MS-ADTS] 5.1.1.1.3). */
  | { readonly kind: 'sicily'; readonly step: SicilyStep; readonly token: Buffer };

export type SicilyStep = 'discovery' | 'negotiate' | 'response';

export interface SearchRequest {
  readonly kind: 'search';
  readonly base: string;
  readonly scope: Scope;
  /** Entries; 0: no limit of the client's. */
  readonly sizeLimit: number;
  /** Seconds; 0: no limit of the client's. */
  readonly timeLimit: number;
  readonly typesOnly: boolean;
  readonly filter: Filter;
  readonly attributes: readonly string[];
}

export interface AddRequest {
  readonly kind: 'add';
  readonly dn: string;
  readonly attributes: readonly AttributeValues[];
}

export interface Change extends AttributeValues {
  readonly kind: ChangeKind;
}

export interface ModifyRequest {
  readonly kind: 'modify';
  readonly dn: string;
  /** To be made in this order, all or none. */
  readonly changes: readonly Change[];
}

export interface ModifyDnRequest {
  readonly kind: 'modifyDn';
  readonly dn: string;
  readonly newRdn: string;
  readonly deleteOldRdn: boolean;
  /** The name of the new parent; undefined to stay. */
  readonly newSuperior?: string | undefined;
}

export interface DeleteRequest {
  readonly kind: 'delete';
  readonly dn: string;
}

export interface CompareRequest {
  readonly kind: 'compare';
  readonly dn: string;
  readonly attribute: string;
  readonly value: Buffer;
}

export interface ExtendedRequest {
  readonly kind: 'extended';
  readonly oid: string;
  readonly value?: Buffer | undefined;
}

/** A request that can be read, but asks for what no server knows: it gets this answer, and the connection goes on. */
export interface UnservableRequest {
  readonly kind: 'unservable';
  readonly responseTag: number;
  readonly result: LdapResult;
}

export interface AbandonRequest {
  readonly kind: 'abandon';
  /** Message id of the request that nobody wants an answer to. */
  readonly target: number;
}

export interface UnbindRequest {
  readonly kind: 'unbind';
}

export type LdapOperation =
  | BindRequest
  | SearchRequest
  | AddRequest
  | ModifyRequest
  | ModifyDnRequest
  | DeleteRequest
  | CompareRequest
  | ExtendedRequest
  | UnservableRequest
  | AbandonRequest
  | UnbindRequest;

export interface LdapRequest<Kind extends LdapOperation = LdapOperation> {
  readonly messageId: number;
  readonly operation: Kind;
  readonly controls: readonly LdapControl[];
}
