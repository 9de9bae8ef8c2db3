/** How a tenant treats passwords. Durations are lab milliseconds. */
export interface PasswordSettings {
  /** Changes and resets reach Active Directory: password writeback is on, and licensed. */
  readonly writeback: boolean;
  readonly licensed: boolean;
  /** Synced passwords expire in the cloud (`CloudPasswordPolicyForPasswordSyncedUsersEnabled`). */
  readonly syncedExpire: boolean;
  /** How long a synced password is good then, counted from its change. */
  readonly validityMs: number;
  /** A password that is to be changed at the next logon is synced, and has to be changed here (`ForcePasswordChangeOnLogOn`). */
  readonly temporarySynced: boolean;
  /** The name that agents are handed. */
  readonly agentName: 'userPrincipalName' | 'onPremisesUserPrincipalName';
}

export const DEFAULT_PASSWORDS: PasswordSettings = {
  writeback: false,
  licensed: true,
  syncedExpire: false,
  validityMs: 90 * 24 * 3_600_000,
  temporarySynced: false,
  agentName: 'userPrincipalName',
};
