import type { Attempt } from '../attempt.ts';
import { ROLES } from '../roles.ts';
import type { Tenant } from '../tenant.ts';
import type { CloudUser } from '../user.ts';
import type { StandingPolicy } from './access.ts';

export type AskedAccess = Pick<Attempt, 'app' | 'clientId' | 'resourceId'>;

/** The policies that a user's sign-in to an application comes under. */
export function applicable(user: CloudUser, asked: AskedAccess, tenant: Tenant): readonly StandingPolicy[] {
  return tenant.access.policies().filter((policy) => isFor(user, policy, tenant) && covers(asked, policy));
}

function isFor(user: CloudUser, policy: StandingPolicy, { groups }: Tenant): boolean {
  const { users, groups: named, roles, exceptUsers } = policy;
  if (isNamed(exceptUsers, user.upn)) return false;
  if (users.length + named.length + roles.length === 0) return true;
  return (
    isNamed(users, user.upn) ||
    roles.some((role) => user.roles.includes(ROLES[role])) ||
    groups
      .all()
      .some(
        (group) =>
          (isNamed(named, group.id) || isNamed(named, group.displayName)) && groups.holds(group.id, user.id),
      )
  );
}

function covers({ app, clientId, resourceId }: AskedAccess, { apps, clients }: StandingPolicy): boolean {
  if (clients.length > 0 && !clients.includes(app)) return false;
  return apps.length === 0 || isNamed(apps, clientId) || isNamed(apps, resourceId);
}

function isNamed(list: readonly string[], one: string | undefined): boolean {
  return one !== undefined && list.some((name) => name.toLowerCase() === one.toLowerCase());
}
