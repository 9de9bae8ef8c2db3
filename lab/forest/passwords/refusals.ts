import type { LdapResult } from '../../ldap/message.ts';
import { ResultCode } from '../../ldap/result-codes.ts';

const ATTRIBUTE = 'Att 9005a (unicodePwd)';

/** What a domain controller answers to a write of `unicodePwd` that it does not make. */
export const PasswordRefusal = {
  /** ERROR_INVALID_PASSWORD: the old password in a change is wrong. */
  wrongOldPassword: constraint('00000056'),
  /** ERROR_PASSWORD_RESTRICTION in a change: length, complexity, history or minimum age. */
  policy: constraint('0000052D'),
  /** ERROR_ACCOUNT_LOCKED_OUT. */
  lockedOut: constraint('00000775'),
  /** The value is no quoted UTF-16, or set in a way that is none of the two there are. */
  malformed: unwilling('0000001F'),
  /** A password in clear over a connection that is not encrypted. */
  insecure: unwilling('0000001F'),
  /** ERROR_PASSWORD_RESTRICTION where somebody else sets the password, or enables an account without a good one. */
  restricted: unwilling('0000052D'),
} as const satisfies Record<string, LdapResult>;

function constraint(win32: string): LdapResult {
  const dsid = 'DSID-03191083';
  const problem = `problem 1005 (CONSTRAINT_ATT_TYPE), data 0, ${ATTRIBUTE}`;
  const diagnosticMessage = `${win32}: AtrErr: ${dsid}, #1:\n\t0: ${win32}: ${dsid}, ${problem}\n`;
  return Object.freeze({ code: ResultCode.constraintViolation, diagnosticMessage });
}

function unwilling(win32: string): LdapResult {
  const diagnosticMessage = `${win32}: SvcErr: DSID-031A1262, problem 5003 (WILL_NOT_PERFORM), data 0\n`;
  return Object.freeze({ code: ResultCode.unwillingToPerform, diagnosticMessage });
}
