import type { AdminIdentity, TenantIdentity } from '../../tenant-seam.ts';
import { ContractError } from '../contract/errors.ts';
import { REGISTERING_ROLES } from './admin-roles.ts';

/** Who holds the token. Throws ContractError `invalidToken`. */
export async function authenticateAdmin(
  authorization: string | undefined,
  tenant: TenantIdentity,
): Promise<AdminIdentity> {
  const token = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization ?? '')?.[1];
  const admin = token === undefined ? undefined : await tenant.admins.verify(token);
  if (admin?.tenantId !== tenant.tenantId) {
    throw new ContractError(
      'invalidToken',
      `the request carries no valid access token of tenant ${tenant.tenantId}; sign in as its administrator first`,
    );
  }
  return admin;
}

/** Throws ContractError `roleMissing` unless the administrator may register agents. */
export function requireRegisteringRole(admin: AdminIdentity): void {
  if (admin.roles.some((role) => REGISTERING_ROLES.includes(role))) return;
  throw new ContractError(
    'roleMissing',
    `${admin.upn} is neither a Hybrid Identity Administrator nor a Global Administrator of the tenant`,
  );
}
