import { uuidFrom } from '../../chance/chance.ts';
import { TenantStateError } from './errors.ts';
import type { Tenant } from './tenant.ts';

/** A user as a Connect server exports it. */
export interface ExportedUser {
  /** Base64 of the on-premises object's GUID. */
  readonly sourceAnchor: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly accountEnabled: boolean;
}

export interface Imported {
  readonly accepted: number;
  readonly refused: readonly { readonly sourceAnchor: string; readonly reason: string }[];
}

/** Adds or changes synced users. One that clashes with another user's name is refused, the others are taken. */
export function importUsers(tenant: Tenant, exported: readonly ExportedUser[]): Imported {
  const refused: { sourceAnchor: string; reason: string }[] = [];
  for (const user of exported) {
    try {
      importUser(tenant, user);
    } catch (error) {
      if (!(error instanceof TenantStateError)) throw error;
      refused.push({ sourceAnchor: user.sourceAnchor, reason: error.message });
    }
  }
  return { accepted: exported.length - refused.length, refused };
}

function importUser(tenant: Tenant, exported: ExportedUser): void {
  const before = tenant.users.byAnchor(exported.sourceAnchor);
  tenant.users.put({
    id: before?.id ?? uuidFrom(tenant.id, 'synced user', exported.sourceAnchor),
    upn: cloudName(tenant, exported.userPrincipalName),
    displayName: exported.displayName,
    enabled: exported.accountEnabled,
    immutableId: exported.sourceAnchor,
    roles: before?.roles ?? [],
    ...(before?.passwordHash !== undefined && { passwordHash: before.passwordHash }),
  });
}

/** A suffix that is no verified domain becomes the initial domain (documented: UPN population). */
function cloudName(tenant: Tenant, upn: string): string {
  if (tenant.domains.ofUpn(upn) !== undefined) return upn;
  return `${upn.slice(0, upn.lastIndexOf('@'))}@${tenant.domains.initial().name}`;
}
