/** A user as a Connect server exports it. Times are lab milliseconds. */
export interface ExportedUser {
  /** Base64 of the on-premises object's GUID. */
  readonly sourceAnchor: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly accountEnabled: boolean;
  readonly mail?: string | undefined;
  /** Addresses of `proxyAddresses`, without `smtp:`. */
  readonly addresses?: readonly string[] | undefined;
  /** When the password was set on premises; undefined where that is not known. */
  readonly passwordChangedAt?: number | undefined;
}
