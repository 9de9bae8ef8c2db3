import type { LdapResult } from './message.ts';

/** A peer sent bytes that are no LDAP message, or one beyond the limits (RFC 4511 sections 4.1.1 and 5.1). */
export class LdapProtocolError extends Error {
  readonly code = 'PTALAB_LDAP_PROTOCOL';
  constructor(reason: string) {
    super(`not an acceptable LDAP message: ${reason}`);
    this.name = 'LdapProtocolError';
  }
}

/** The directory server cannot be reached, refuses TLS, or has gone. */
export class LdapConnectionError extends Error {
  readonly code = 'PTALAB_LDAP_CONNECTION';
  constructor(server: string, reason: string) {
    super(`no LDAP conversation with ${server}: ${reason}`);
    this.name = 'LdapConnectionError';
  }
}

/** The directory server answered a search with a result other than success. */
export class LdapResultError extends Error {
  readonly code = 'PTALAB_LDAP_RESULT';
  /** LDAP result code. */
  readonly resultCode: number;
  readonly diagnosticMessage: string;
  constructor(operation: string, resultCode: number, diagnosticMessage: string) {
    super(
      `${operation} was answered with LDAP result ${resultCode}: ${diagnosticMessage || 'no diagnostic'}`,
    );
    this.name = 'LdapResultError';
    this.resultCode = resultCode;
    this.diagnosticMessage = diagnosticMessage;
  }
}

/** A handler refuses a request from wherever it notices: the connection answers with the result, and goes on. */
export class LdapRefusalError extends Error {
  readonly code = 'PTALAB_LDAP_REFUSAL';
  readonly result: LdapResult;
  constructor(result: LdapResult) {
    super(`refused with LDAP result ${result.code}: ${result.diagnosticMessage ?? 'no diagnostic'}`);
    this.name = 'LdapRefusalError';
    this.result = result;
  }
}
