import { uuidFrom } from '../../../chance/chance.ts';
import type { ControlImplementation } from '../../../control/control.ts';
import type { DecisionsContract } from '../control.ts';
import type { SignInDesk } from '../desk.ts';
import type { Group } from '../groups.ts';
import type { Tenant } from '../tenant.ts';
import { usersIn } from './check-group.ts';
import type { RolloutFeature, RolloutPolicy } from './policy.ts';

type Implementation = Pick<ControlImplementation<DecisionsContract>, 'putGroup' | 'groups' | 'rollOut'>;

/** Groups and staged rollout, as an administrator keeps them. */
export function serveRolloutControl(desk: SignInDesk): Implementation {
  const { tenant, clock, history } = desk;
  return {
    putGroup: ({ name, members, groups, membership, contacts }) => {
      const ids = [
        ...members.map((upn) => tenant.users.get(upn).id),
        ...groups.map((one) => tenant.groups.get(one).id),
      ];
      const id = uuidFrom(tenant.id, 'group', name.toLowerCase());
      tenant.groups.put({ id, displayName: name, membership, contacts });
      setMembers(tenant, id, ids);
      tenant.rollout.membersChanged(id, clock.now());
      history.append({ component: 'cloud', kind: 'group.changed', data: { name, members: ids.length } });
      return shape(tenant, tenant.groups.get(id));
    },
    groups: () => tenant.groups.all().map((group) => shape(tenant, group)),
    rollOut: ({ feature, groups, enabled }) => {
      const wanted = groups.map((one) => tenant.groups.get(one).id);
      const policy = rollOut(tenant, feature, wanted, enabled, clock.now());
      const data = { feature, enabled, groups: groups.length };
      history.append({ component: 'cloud', kind: 'rollout.changed', data });
      const now = clock.now();
      const users = wanted.flatMap((id) => usersIn(id, tenant.groups));
      const over = users.filter((id) => tenant.rollout.isOver(feature, id, now));
      const names = over.flatMap((id) => tenant.users.byId(id)?.upn ?? []);
      return { feature, enabled: policy.isEnabled, groups: groups, over: [...new Set(names)] };
    },
  };
}

function setMembers({ groups }: Tenant, id: string, wanted: readonly string[]): void {
  for (const member of groups.members(id)) if (!wanted.includes(member)) groups.removeMember(id, member);
  for (const member of wanted) groups.addMember(id, member);
}

function rollOut(
  { id: tenantId, rollout }: Tenant,
  feature: RolloutFeature,
  wanted: readonly string[],
  isEnabled: boolean,
  now: number,
): RolloutPolicy {
  const id = uuidFrom(tenantId, 'feature rollout policy', feature);
  const known = rollout.ofFeature(feature);
  const policy =
    known ?? rollout.create({ id, displayName: feature, feature, isEnabled, isAppliedToOrganization: false });
  rollout.change(policy.id, { isEnabled }, now);
  for (const group of policy.groups) if (!wanted.includes(group)) rollout.removeGroup(policy.id, group, now);
  for (const group of wanted) rollout.addGroup(policy.id, group, now);
  return rollout.get(policy.id);
}

function shape({ groups, users }: Tenant, { id, displayName }: Group) {
  const members = groups
    .members(id)
    .map((one) => users.byId(one)?.upn ?? groups.find(one)?.displayName ?? one);
  return { id, name: displayName, members };
}
