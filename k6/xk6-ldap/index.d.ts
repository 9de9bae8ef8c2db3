/**
 * `k6/x/ldap`: LDAP and LDAPS for k6 scripts. One connection per client, k6's own dialer, tags and metrics. Map the name
 * to this file with `paths` in tsconfig.json.
 */

export interface ConnectOptions {
  /** `ldap://host[:port]` or `ldaps://host[:port]`; k6's option `hosts` is honoured. */
  url: string;
  /** `host:port` where the server really is; by default that of the URL. */
  address?: string;
  /** Authorities that are trusted in place of the system's: PEM text, or the path of a PEM file. */
  caCert?: string;
  /** The name that the server's certificate must bear; by default the URL's host. */
  serverName?: string;
  /** Limit of the connection and of each answer: milliseconds, or text such as `5s`. By default 10 s. */
  timeout?: number | string;
  /** Tags for every sample of this connection. */
  tags?: Record<string, string>;
  /** What a bind or a search does when no result comes: throw an LdapError, or return a result with code -1. */
  transportErrors?: 'throw' | 'return';
}

/** What a server answered. */
export interface LdapResult {
  /** Whether the result code is 0. */
  ok: boolean;
  /** RFC 4511 section 4.1.9; -1 when no result came and `transportErrors` is `return`. */
  resultCode: number;
  /** The server's diagnostic message. */
  message: string;
  /** Active Directory's Win32 error in lower-case hexadecimal, such as `52e`; null when the message has none. */
  subCode: string | null;
}

export interface BindOptions {
  /** Request controls (RFC 4511 section 4.1.11) with a text value. */
  controls?: { oid: string; critical?: boolean; value?: string }[];
}

export interface SearchOptions {
  /** By default the root DSE's, the empty name. */
  baseDn?: string;
  /** By default `sub`. */
  scope?: 'base' | 'one' | 'sub';
  /** RFC 4515; by default `(objectClass=*)`. */
  filter?: string;
  /** By default all. */
  attributes?: string[];
  /** Attributes whose values are wanted in base64, such as `objectGUID`. */
  binaryAttributes?: string[];
  /** 0 for none. */
  sizeLimit?: number;
  timeLimitSeconds?: number;
}

export interface Entry {
  dn: string;
  attributes: Record<string, string[]>;
}

export interface SearchResult extends LdapResult {
  /** Also those that came before a limit was crossed. */
  entries: Entry[];
}

/** One connection. Make it in the functions that virtual users run, and close it there. */
export interface Client {
  /**
   * A simple bind as a distinguished name or user principal name. A refusal is a result. Throws LdapError: `usage` for
   * an empty password, which servers take for an anonymous bind; `transport` when no result came.
   */
  bind(name: string, password: string, options?: BindOptions): LdapResult;
  /** Throws LdapError: `usage` for what cannot be asked; `transport` when no result came. */
  search(options: SearchOptions): SearchResult;
  /** Unbinds and closes; a second time does nothing. */
  close(): void;
}

/** What is thrown, by `code`: `usage`, `forbidden` (target beyond the allowed networks), `transport`. */
export interface LdapError extends Error {
  name: 'LdapError';
  code: 'usage' | 'forbidden' | 'transport';
}

/** Connects, with TLS when the URL says `ldaps`. Throws LdapError. */
export declare function connect(options: ConnectOptions): Client;
/** The extension's version. */
export declare const version: string;

declare const ldap: { connect: typeof connect; version: string };
export default ldap;
