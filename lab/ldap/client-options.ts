import type { DirectoryServer } from './directory-server.ts';
import type { LdapEntry } from './entry.ts';
import type { LdapControl, Scope } from './message.ts';

/** PEM of authorities. */
export type Trust = string | readonly string[];

export interface ConnectLdapOptions {
  readonly server: DirectoryServer;
  /** Authorities in PEM whose certificates the caller's host trusts. */
  readonly trust: Trust;
  /** `tls` (LDAPS) unless given; `startTls` and `none` are for the port of plain LDAP. */
  readonly security?: 'tls' | 'startTls' | 'none';
  /** Aborting it destroys the connection, now and later; the call under way rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** What a server said of a request: refusals are outcomes. */
export interface LdapOutcome {
  /** LDAP result code: 0 success, 49 invalid credentials, … */
  readonly code: number;
  readonly matchedDn: string;
  /** For a refused bind the text that `subCodeOf` reads. */
  readonly diagnosticMessage: string;
  readonly referrals: readonly string[];
  readonly controls: readonly LdapControl[];
  /** Name and value of an extended response; value too of a SASL bind. */
  readonly oid?: string | undefined;
  readonly value?: Buffer | undefined;
}

export type BindOutcome = LdapOutcome;

export interface RequestOptions {
  readonly controls?: readonly LdapControl[];
}

export interface BindOptions extends RequestOptions {
  /** The pass-through request that the bind is for; the lab's domain controllers note it. */
  readonly requestId?: string | undefined;
  /** 3 unless given. */
  readonly version?: number;
}

export interface SearchOptions extends RequestOptions {
  readonly base: string;
  readonly scope: Scope;
  /** RFC 4515; `(objectClass=*)` unless given. */
  readonly filter?: string;
  /** All user attributes unless given. */
  readonly attributes?: readonly string[];
  /** Fetches page after page of this size (RFC 2696); without it the server's own limit holds. */
  readonly pageSize?: number;
  /** Entries and seconds at most; 0, for no limit of the client's, unless given. */
  readonly sizeLimit?: number;
  readonly timeLimit?: number;
  readonly typesOnly?: boolean;
}

/** All that came of a search, successful or not. */
export interface SearchOutcome extends LdapOutcome {
  readonly entries: readonly LdapEntry[];
  readonly references: readonly (readonly string[])[];
}
