import type { Tenant } from './tenant.ts';
import type { CloudUser } from './user.ts';

/** How a name that somebody typed belongs to a user. */
export interface FoundUser {
  readonly user: CloudUser;
  readonly by: 'userPrincipalName' | 'alternateLoginId';
}

/** The living user of a name, or of an address where the tenant lets users sign in with one. */
export function lookUp(name: string, tenant: Tenant, now: number): FoundUser | undefined {
  const user = tenant.users.byUpn(name);
  if (user !== undefined) return { user, by: 'userPrincipalName' };
  const other = tenant.users.byAlternateLoginId(name);
  if (other === undefined) return undefined;
  const allowed =
    tenant.homeRealm.organisation.alternateIdLogin ||
    tenant.rollout.isOver('emailAsAlternateId', other.id, now);
  return allowed ? { user: other, by: 'alternateLoginId' } : undefined;
}
