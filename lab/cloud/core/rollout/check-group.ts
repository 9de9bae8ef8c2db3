import { TenantStateError } from '../errors.ts';
import type { Group, Groups } from '../groups.ts';
import { MOST_GROUPS, MOST_USERS_AT_FIRST, type RolloutPolicy } from './policy.ts';

/** What a group has to be so that it can be added to a rollout. Throws TenantStateError. */
export function checkGroup(group: Group, policy: RolloutPolicy, groups: Groups): void {
  const name = group.displayName;
  if (policy.groups.length >= MOST_GROUPS)
    throw new TenantStateError(`${policy.displayName} has ${MOST_GROUPS} groups, which is the most`);
  if (group.membership === 'dynamic')
    throw new TenantStateError(`${name} is a dynamic group, which staged rollout does not support`);
  if (group.contacts > 0)
    throw new TenantStateError(`${name} has contacts among its members; remove them first`);
  const users = usersIn(group.id, groups).length;
  if (users > MOST_USERS_AT_FIRST) {
    throw new TenantStateError(
      `${name} has ${users} users; add it with ${MOST_USERS_AT_FIRST} at most, and the others after that`,
    );
  }
}

/** Members that are no groups: those of nested groups do not count. */
export function usersIn(groupId: string, groups: Groups): readonly string[] {
  return groups.members(groupId).filter((member) => groups.find(member) === undefined);
}
