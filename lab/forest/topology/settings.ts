/** What differs between builds and administrators' choices, and is neither policy nor object of a directory. */
export interface ForestSettings {
  /** Sub-code of a bind under a name that nobody bears: builds of Windows differ. */
  readonly unknownUser: '52e' | '525';
  /** Which of the two restrictions shows when both apply: recorded from Samba is workstation, said of Windows hours. */
  readonly restrictionShownFirst: 'logonHours' | 'workstation';
  /** Which refusals a domain controller asks the PDC emulator about before they are given. */
  readonly pdcJudges: 'wrongPasswords' | 'passwordFailures';
  /** `OldPasswordAllowedPeriod`: lab milliseconds for which the password before a change still logs on; 0 none. */
  readonly oldPasswordPeriod: number;
  /** `LDAPServerIntegrity` = 2: simple binds in clear are refused with strongerAuthRequired. */
  readonly requireSecureBinds: boolean;
  /** A bind with a name and no password is answered with success, as anonymous, unless this is set. */
  readonly denyUnauthenticatedBinds: boolean;
  /** Whether its domain controllers speak TLS 1.3. */
  readonly tls13: boolean;
  /** `MaxPageSize` of the LDAP policies. */
  readonly maxPageSize: number;
  /** `MaxValRange`: values of one attribute in one answer. */
  readonly maxValRange: number;
  /** `MaxQueryDuration` in lab milliseconds. */
  readonly maxQueryDuration: number;
}
