/**
 * Sub-codes of a refused bind, in hexadecimal as the diagnostic text carries them: Win32 error numbers. The last four
 * come from beyond the domain: no logon server 1311, clocks too far apart 1398, trust broken 1788, not allowed to
 * authenticate across a trust 1935.
 */
export type SubCode =
  | '525'
  | '52e'
  | '52f'
  | '530'
  | '531'
  | '532'
  | '533'
  | '701'
  | '773'
  | '775'
  | '51f'
  | '576'
  | '6fc'
  | '78f';

/** The same for a bind by SASL or Sicily, whose refusal is SEC_E_LOGON_DENIED. */
export function negotiationRefusalText(subCode: SubCode): string {
  return `8009030C: LdapErr: DSID-0C090569, comment: AcceptSecurityContext error, data ${subCode}, v1db1`;
}

/** The diagnostic text of a refused simple bind, as recorded from a domain controller. */
export function refusalText(subCode: SubCode): string {
  return `80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data ${subCode}, v1db1`;
}
