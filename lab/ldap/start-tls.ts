import { Oid } from './oids.ts';
import { Refusal } from './refusals.ts';
import type { LdapOperation } from './requests.ts';
import type { ExtendedResult } from './responses.ts';
import { ResultCode } from './result-codes.ts';

export function isStartTls(operation: LdapOperation): boolean {
  return operation.kind === 'extended' && operation.oid === Oid.startTls;
}

/** The answer to StartTLS (RFC 4511 section 4.14; [MS-ADTS] 5.1.1.2): success is followed by the handshake. */
export function startTlsAnswer(connection: {
  /** Whether there is a certificate. */
  readonly able: boolean;
  /** Whether there is TLS already, begun by StartTLS or with the connection. */
  readonly secure: boolean;
  /** Whether every request before has been answered. */
  readonly idle: boolean;
}): ExtendedResult {
  const named = { oid: Oid.startTls };
  if (connection.secure) return { ...Refusal.tlsInEffect, ...named };
  if (!connection.idle) return { ...Refusal.tlsWhileBusy, ...named };
  if (!connection.able) return { ...Refusal.tlsUnavailable, ...named };
  return { code: ResultCode.success, ...named };
}
