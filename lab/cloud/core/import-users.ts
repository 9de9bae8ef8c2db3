import { uuidFrom } from '../../chance/chance.ts';
import { TenantStateError } from './errors.ts';
import { cloudName } from './synced/cloud-name.ts';
import type { ExportedUser } from './synced/exported-user.ts';
import type { Tenant } from './tenant.ts';
import type { CloudUser } from './user.ts';

export type { ExportedUser } from './synced/exported-user.ts';

export interface Imported {
  readonly accepted: number;
  readonly refused: readonly { readonly sourceAnchor: string; readonly reason: string }[];
}

/** Adds or changes synced users. One that clashes with another user's name is refused, the others are taken. */
export function importUsers(tenant: Tenant, exported: readonly ExportedUser[], now: number): Imported {
  const refused: { sourceAnchor: string; reason: string }[] = [];
  for (const user of exported) {
    try {
      importUser(tenant, user, now);
    } catch (error) {
      if (!(error instanceof TenantStateError)) throw error;
      refused.push({ sourceAnchor: user.sourceAnchor, reason: error.message });
    }
  }
  return { accepted: exported.length - refused.length, refused };
}

/** Users who are no longer in scope on premises go to the recycle bin. Answers how many there were. */
export function deleteUsers(tenant: Tenant, anchors: readonly string[], now: number): number {
  const users = anchors.flatMap((anchor) => tenant.users.byAnchor(anchor) ?? []);
  for (const { upn } of users) tenant.users.delete(upn, now);
  return users.length;
}

function importUser(tenant: Tenant, exported: ExportedUser, now: number): void {
  const { sourceAnchor } = exported;
  const deleted = tenant.users.bin.byAnchor(sourceAnchor, now);
  const before = tenant.users.byAnchor(sourceAnchor) ?? deleted;
  const kept = before ?? born(tenant, exported);
  tenant.users.put({
    ...kept,
    deletedAt: undefined,
    ...said(tenant, exported),
    ...passwordTimes(kept, exported),
  });
  if (deleted !== undefined) tenant.users.bin.take(deleted.id);
}

function born(
  { id }: Tenant,
  { sourceAnchor, userPrincipalName, displayName, accountEnabled }: ExportedUser,
): CloudUser {
  return {
    id: uuidFrom(id, 'synced user', sourceAnchor),
    upn: userPrincipalName,
    displayName,
    enabled: accountEnabled,
    userType: 'Member',
    immutableId: sourceAnchor,
    passwordChangedAt: 0,
    tokensValidFrom: 0,
    roles: [],
  };
}

function said({ domains }: Tenant, exported: ExportedUser) {
  const { userPrincipalName, mail, addresses } = exported;
  return {
    upn: cloudName(userPrincipalName, domains),
    onPremisesUpn: userPrincipalName,
    displayName: exported.displayName,
    enabled: exported.accountEnabled,
    mail,
    alternateLoginIds: addresses,
  };
}

/** A password that was changed on premises since the last export revokes what was given before it. */
function passwordTimes(before: CloudUser, { passwordChangedAt }: ExportedUser): Partial<CloudUser> {
  if (passwordChangedAt === undefined || passwordChangedAt <= before.passwordChangedAt) return {};
  const isFirst = before.passwordChangedAt === 0;
  return {
    passwordChangedAt,
    ...(!isFirst && { tokensValidFrom: Math.max(passwordChangedAt, before.tokensValidFrom) }),
  };
}
