import type { LdapResult } from '../../ldap/message.ts';
import { ResultCode } from '../../ldap/result-codes.ts';

/** Of the draft that the virtual list view control follows. */
const SORT_CONTROL_MISSING = 60;

/** What a domain controller answers to a request for reading that it does not serve. */
export const ReadRefusal = {
  bindFirst: {
    code: ResultCode.operationsError,
    diagnosticMessage:
      '000004DC: LdapErr: DSID-0C090A5C, comment: In order to perform this operation a successful bind must be completed on the connection., data 0, v1db1',
  },
  /** tokenGroups and its like need an object to start from. */
  baseOnly: {
    code: ResultCode.operationsError,
    diagnosticMessage: '00002120: SvcErr: DSID-03140379, problem 5012 (DIR_ERROR), data 0\n',
  },
  rangeBeyond: {
    code: ResultCode.operationsError,
    diagnosticMessage:
      '00000057: LdapErr: DSID-0C0905FC, comment: Error processing attribute range, data 0, v1db1',
  },
  /** A filter on what is computed ([MS-ADTS] 3.1.1.3.1.3.1); the code is documented, the text is not. */
  constructedInFilter: {
    code: ResultCode.inappropriateMatching,
    diagnosticMessage:
      '0000202E: LdapErr: DSID-0C090B4D, comment: Constructed attribute in filter, data 0, v1db1',
  },
  /** Sorting, or a window into it, that cannot be had and was called critical. */
  sorting: {
    code: ResultCode.unavailableCriticalExtension,
    diagnosticMessage:
      '00002040: LdapErr: DSID-0C090A2C, comment: Error processing sort control, data 0, v1db1',
  },
  /** A window without an order to look at ([MS-ADTS] 3.1.1.3.4.1.17). */
  windowWithoutOrder: {
    code: SORT_CONTROL_MISSING,
    diagnosticMessage: '00002041: LdapErr: DSID-0C090A36, comment: Sort control missing, data 0, v1db1',
  },
  /** DirSync looks at whole naming contexts. */
  partOfContext: {
    code: ResultCode.unwillingToPerform,
    diagnosticMessage: '00002035: LdapErr: DSID-0C090A7B, comment: Error processing control, data 0, v1db1',
  },
  /** A cookie that this connection did not give, or has forgotten. */
  cookie: {
    code: ResultCode.unwillingToPerform,
    diagnosticMessage: '00000057: LdapErr: DSID-0C0909C3, comment: Error processing control, data 0, v1db1',
  },
  /** A page of no entries to begin with. */
  pageSize: {
    code: ResultCode.operationsError,
    diagnosticMessage: '00000057: LdapErr: DSID-0C0909C3, comment: Error processing control, data 0, v1db1',
  },
  /** ERROR_DS_NOTIFY_FILTER_TOO_COMPLEX: a notification is of every object in scope. */
  notificationFilter: {
    code: ResultCode.unwillingToPerform,
    diagnosticMessage: '000020B9: SvcErr: DSID-03140441, problem 5003 (WILL_NOT_PERFORM), data 0\n',
  },
  /** MaxNotificationPerConn. */
  notifications: {
    code: ResultCode.adminLimitExceeded,
    diagnosticMessage: '00002024: SvcErr: DSID-03140442, problem 5008 (ADMIN_LIMIT_EXCEEDED), data 0\n',
  },
  notAllowed: {
    code: ResultCode.insufficientAccessRights,
    diagnosticMessage: '00002105: SecErr: DSID-03152902, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0\n',
  },
  sizeLimit: { code: ResultCode.sizeLimitExceeded },
  timeLimit: { code: ResultCode.timeLimitExceeded },
} as const satisfies Record<string, LdapResult>;

export function badName(name: string): LdapResult {
  const text = `0000208F: NameErr: DSID-03100225, problem 2006 (BAD_NAME), data 8350, best match of:\n\t'${name.slice(0, 256)}'\n`;
  return { code: ResultCode.invalidDnSyntax, diagnosticMessage: text };
}

/** @param best the nearest name above that there is */
export function noSuchObject(best: string): LdapResult {
  const text = `0000208D: NameErr: DSID-03100241, problem 2001 (NO_OBJECT), data 0, best match of:\n\t'${best}'\n`;
  return { code: ResultCode.noSuchObject, matchedDn: best, diagnosticMessage: text };
}

/** @param host who may know: `other.example` */
export function referral(host: string, name: string): LdapResult {
  const text = `0000202B: RefErr: DSID-0310082F, data 0, 1 access points\n\tref 1: '${host}'\n`;
  return {
    code: ResultCode.referral,
    diagnosticMessage: text,
    referrals: [`ldap://${host}/${encodeURI(name)}`],
  };
}
