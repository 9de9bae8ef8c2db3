import type { LdapResult } from './message.ts';
import type { UnservableRequest } from './requests.ts';
import { ResultCode } from './result-codes.ts';

/** What a domain controller says when the protocol itself is at fault: result, and the text of its LDAP layer. */
export const Refusal = {
  /** Bytes that are no LDAP message, or one beyond MaxReceiveBuffer; the last word on the connection. */
  undecodable: refusal(ResultCode.protocolError, '00000057', '0C0C0083', 'Error decoding ldap message'),
  /** The last word to a caller who has been idle for longer than MaxConnIdleTime. */
  idle: refusal(ResultCode.unavailable, '000004C7', '0C0C00E5', 'Connection timed out'),
  /** The last word of a domain controller that is going down, or needs the connection for somebody else. */
  closing: refusal(ResultCode.unavailable, '000004C7', '0C0C00E6', 'Connection closed by the server'),
  /** A control that is critical and unknown, or whose value cannot be read. */
  criticalControl: refusal(
    ResultCode.unavailableCriticalExtension,
    '00000057',
    '0C090753',
    'Error processing control',
  ),
  controlValue: refusal(ResultCode.protocolError, '00000057', '0C090753', 'Error processing control'),
  unknownExtended: refusal(ResultCode.protocolError, '0000203D', '0C0911AA', 'Unknown extended request OID'),
  tlsInEffect: refusal(ResultCode.operationsError, '00000000', '0C090DF2', 'TLS or SSL already in effect'),
  tlsUnavailable: refusal(ResultCode.unavailable, '00000000', '0C090E09', 'Error initializing SSL/TLS'),
  /** StartTLS while other requests are under way (RFC 4511 section 4.14.1). */
  tlsWhileBusy: refusal(ResultCode.operationsError, '00000000', '0C090DF2', 'Requests are outstanding'),
  /** The lab itself failed; the history has the reason. */
  defect: refusal(ResultCode.other, '00002024', '0C090C90', 'An internal error occurred'),
} as const;

/** The answer to a request that carries a number no server knows. */
export function malformed(responseTag: number): UnservableRequest {
  return { kind: 'unservable', responseTag, result: Refusal.undecodable };
}

/** Frozen: such results are encoded once. */
function refusal(code: number, win32: string, dsid: string, comment: string): LdapResult {
  const diagnosticMessage = `${win32}: LdapErr: DSID-${dsid}, comment: ${comment}, data 0, v1db1`;
  return Object.freeze({ code, diagnosticMessage });
}
