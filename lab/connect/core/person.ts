/** A user object as the import reads it from the forest. */
export interface Person {
  readonly dn: string;
  /** Sixteen raw bytes. */
  readonly objectGuid: Buffer;
  readonly samAccountName: string;
  readonly userPrincipalName: string | undefined;
  readonly displayName: string | undefined;
  /** Bit field of [MS-ADTS] 2.2.16. */
  readonly userAccountControl: number;
}

/** What Connect exports of a user. */
export interface SyncedUser {
  /** Base64 of objectGUID: the name that survives renames and moves. */
  readonly sourceAnchor: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly accountEnabled: boolean;
}

/** A user that the tenant does not take, such as one whose name another user bears. */
export interface Refusal {
  readonly sourceAnchor: string;
  readonly reason: string;
}
