/**
 * The Win32 error number in the diagnostic text of a refused Active Directory bind, such as 1326 for
 * `80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data 52e, v1db1`.
 */
export function subCodeOf(diagnosticMessage: string): number | undefined {
  const found = /\bAcceptSecurityContext error, data ([0-9a-f]{1,8})\b/i.exec(diagnosticMessage)?.[1];
  return found === undefined ? undefined : Number.parseInt(found, 16);
}
