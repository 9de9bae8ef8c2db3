/**
 * Limits of one connection. The defaults are those of a domain controller's LDAP policy where it has one ([MS-ADTS]
 * 3.1.1.3.4.6); times are lab milliseconds.
 */
export interface LdapLimits {
  /** Largest message after authentication, in bytes (MaxReceiveBuffer). */
  readonly boundMessageBytes: number;
  /** Largest message before it; the lab's own, as strangers need no more. */
  readonly unboundMessageBytes: number;
  /** From the connection to its first request, TLS handshake included (InitRecvTimeout). */
  readonly firstRequestMs: number;
  /** Without a request before the connection is closed (MaxConnIdleTime). */
  readonly idleMs: number;
  /** Requests read and not yet answered; the next is read when one of them is. */
  readonly unanswered: number;
  /** For a peer that takes none of what it asked for, before it is dropped. */
  readonly sendMs: number;
}

export const LDAP_LIMITS: LdapLimits = {
  boundMessageBytes: 10_485_760,
  unboundMessageBytes: 256 * 1024,
  firstRequestMs: 120_000,
  idleMs: 900_000,
  unanswered: 64,
  sendMs: 120_000,
};
