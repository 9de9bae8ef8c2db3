/** A user object of the tenant. */
export interface CloudUser {
  /** Object id. */
  readonly id: string;
  readonly upn: string;
  readonly displayName: string;
  readonly enabled: boolean;
  /** Base64 of the on-premises object's GUID; a synced user has one, a cloud-only user has none. */
  readonly immutableId?: string;
  /** Keyed digest of a password kept in the cloud: a cloud-only user's own, or a synced one. */
  readonly passwordHash?: string;
  /** Template ids of directory roles. */
  readonly roles: readonly string[];
}

export type UserKind = 'cloudOnly' | 'synced';

export function kindOf(user: CloudUser): UserKind {
  return user.immutableId === undefined ? 'cloudOnly' : 'synced';
}
