import { subCodeOf } from '../ldap/client.ts';

/** What the directory said to a bind. */
export interface BindResult {
  /** LDAP result code. */
  readonly code: number;
  readonly diagnosticMessage: string;
}

/** Win32 error numbers that the agent itself may give (winerror.h). */
export const Win32 = {
  success: 0,
  noLogonServers: 1311,
  noSuchUser: 1317,
  logonFailure: 1326,
  internalError: 1359,
} as const;

const LDAP_SUCCESS = 0;
const LDAP_BUSY = [51, 52];
const LDAP_INVALID_CREDENTIALS = 49;

/** Whether the server means that another should be asked: busy (51), unavailable (52). */
export function cannotSay({ code }: BindResult): boolean {
  return LDAP_BUSY.includes(code);
}

/**
 * The Win32 number for a bind. Active Directory names it in the text of result 49. An unknown user (525) becomes a
 * logon failure, since LogonUser, which a bind stands in for, does not say which of the two was wrong.
 */
export function win32Of({ code, diagnosticMessage }: BindResult): number {
  if (code === LDAP_SUCCESS) return Win32.success;
  if (code !== LDAP_INVALID_CREDENTIALS) return Win32.internalError;
  const named = subCodeOf(diagnosticMessage) ?? Win32.logonFailure;
  return named === Win32.noSuchUser || named === Win32.success ? Win32.logonFailure : named;
}
