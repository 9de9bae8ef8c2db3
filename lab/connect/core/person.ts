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
  readonly mail?: string | undefined;
  /** Such as `SMTP:ada@contoso.com`; only mail addresses are exported. */
  readonly proxyAddresses?: readonly string[] | undefined;
  /** Lab milliseconds; 0 while the password has to be changed. */
  readonly pwdLastSet?: number | undefined;
}

/** What Connect exports of a user. */
export interface SyncedUser {
  /** Base64 of objectGUID: the name that survives renames and moves. */
  readonly sourceAnchor: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly accountEnabled: boolean;
  readonly mail?: string | undefined;
  /** Of `proxyAddresses`, without `smtp:`. */
  readonly addresses?: readonly string[] | undefined;
  /** Lab milliseconds; undefined while the password has to be changed. */
  readonly passwordChangedAt?: number | undefined;
}

/** A password as the forest keeps it. It is in no event and no message. */
export interface PersonsHash {
  readonly dn: string;
  /** Sixteen raw bytes. */
  readonly objectGuid: Buffer;
  /** NT hash: 32 hexadecimal digits. */
  readonly hash: string;
  /** Lab milliseconds; 0 while the password has to be changed. */
  readonly pwdLastSet: number;
}

/** What Connect exports of a password. */
export interface SyncedHash {
  readonly sourceAnchor: string;
  readonly hash: string;
  readonly changedAt: number;
  /** To be changed at the next logon. */
  readonly temporary: boolean;
}

/** A user that the tenant does not take, such as one whose name another user bears. */
export interface Refusal {
  readonly sourceAnchor: string;
  readonly reason: string;
}
