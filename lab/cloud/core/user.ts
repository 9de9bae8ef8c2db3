/** A user object of the tenant. Times are lab milliseconds. */
export interface CloudUser {
  /** Object id. */
  readonly id: string;
  readonly upn: string;
  readonly displayName: string;
  readonly enabled: boolean;
  readonly userType: 'Member' | 'Guest';
  readonly mail?: string | undefined;
  /** Other names that the user may sign in with where the tenant's policy lets them (email as alternate login ID). */
  readonly alternateLoginIds?: readonly string[] | undefined;
  /** Base64 of the on-premises object's GUID; a synced user has one, a cloud-only user has none. */
  readonly immutableId?: string | undefined;
  /** The name in Active Directory, which the name here need not be. */
  readonly onPremisesUpn?: string | undefined;
  /** Keyed digest of a password kept in the cloud: a cloud-only user's own, or a synced one. */
  readonly passwordHash?: string | undefined;
  readonly passwordChangedAt: number;
  /** Never, unless given. */
  readonly passwordExpiresAt?: number | undefined;
  /** The next sign-in has to set a new password. */
  readonly mustChangePassword?: boolean | undefined;
  /** Sessions and refresh tokens given before are dead: the password was changed or reset, or they were revoked. */
  readonly tokensValidFrom: number;
  /** In the recycle bin since then. */
  readonly deletedAt?: number | undefined;
  /** Template ids of directory roles. */
  readonly roles: readonly string[];
}

export type UserKind = 'cloudOnly' | 'synced';

export function kindOf(user: CloudUser): UserKind {
  return user.immutableId === undefined ? 'cloudOnly' : 'synced';
}
