import type { LdapResult } from '../../ldap/message.ts';
import { ResultCode } from '../../ldap/result-codes.ts';

/** What a domain controller answers to a bind that it does not judge by name and password. */
export const BindRefusal = {
  version: { code: ResultCode.protocolError },
  sasl: {
    code: ResultCode.authMethodNotSupported,
    diagnosticMessage:
      '00002027: LdapErr: DSID-0C0905A8, comment: Invalid Authentication method, data 0, v1db1',
  },
  /** A token of NTLM or SPNEGO that cannot be read, does not belong here, or is not signed as it says. */
  token: {
    code: ResultCode.invalidCredentials,
    diagnosticMessage:
      '80090308: LdapErr: DSID-0C090569, comment: AcceptSecurityContext error, data 57, v1db1',
  },
  /** TLS and a layer of SASL exclude each other. */
  layerOverTls: {
    code: ResultCode.unwillingToPerform,
    diagnosticMessage:
      '00002029: LdapErr: DSID-0C090A8F, comment: Cannot start kerberos signing/sealing when using TLS/SSL, data 0, v1db1',
  },
  /** Who has a layer stays bound as they are. */
  layered: {
    code: ResultCode.unwillingToPerform,
    diagnosticMessage:
      '00002029: LdapErr: DSID-0C0904D0, comment: Cannot bind while using signing/sealing, data 0, v1db1',
  },
  /** LDAPServerIntegrity = 2. */
  insecure: {
    code: ResultCode.strongAuthRequired,
    diagnosticMessage:
      '00002028: LdapErr: DSID-0C090202, comment: The server requires binds to turn on integrity checking if SSL\\TLS are not already active on the connection, data 0, v1db1',
  },
  /** DenyUnauthenticatedBind. */
  unauthenticated: {
    code: ResultCode.unwillingToPerform,
    diagnosticMessage:
      '00002078: LdapErr: DSID-0C090203, comment: Unauthenticated bind is not allowed, data 0, v1db1',
  },
} as const satisfies Record<string, LdapResult>;
