import { GroupType } from '../../forest/domain/well-known.ts';
import { escapeFilterValue } from '../../ldap/client.ts';
import { escapeDnValue } from '../../ldap/dn.ts';
import { OutsideTakenError } from '../errors.ts';
import type { Lodging } from './lodging.ts';
import { MARK } from './mark.ts';
import { unitOf } from './unit.ts';

/** The groups that the description names, without members. */
export async function addGroups({ administrator, facts, config }: Lodging): Promise<void> {
  for (const { name, scope, ou = config.organizationalUnits[0] ?? '' } of config.groups) {
    await administrator.add(`CN=${escapeDnValue(name)},${unitOf(ou, facts.base)}`, {
      objectClass: ['group'],
      sAMAccountName: [name],
      groupType: [String(GroupType[scope])],
      adminDescription: [MARK],
    });
  }
}

/** Puts members into groups, by the groups' description and by the members'. */
export async function join(lodging: Lodging): Promise<void> {
  const { groups, users } = lodging.config;
  const wanted = [
    ...groups.flatMap(({ name, members }) => members.map((member) => [name, member] as const)),
    ...users.named.flatMap(({ sam, memberOf }) => memberOf.map((group) => [group, sam] as const)),
  ];
  const byGroup = Map.groupBy(wanted, ([group]) => group.toLowerCase());
  for (const [group, pairs] of byGroup) {
    const members = new Set<string>();
    for (const [, member] of pairs) members.add(await principalDn(lodging, member));
    const dn = await principalDn(lodging, group);
    await lodging.administrator.modify(dn, [{ kind: 'add', type: 'member', values: [...members] }]);
  }
}

/** Somebody's DN by sAMAccountName. Throws OutsideTakenError when the domain has nobody of that name. */
export async function principalDn({ administrator, facts }: Lodging, sam: string): Promise<string> {
  const filter = `(sAMAccountName=${escapeFilterValue(sam)})`;
  const [found] = await administrator.search({
    base: facts.base,
    scope: 'sub',
    filter,
    attributes: ['sAMAccountName'],
  });
  if (found !== undefined) return found.dn;
  throw new OutsideTakenError(administrator.outside.name, `it has no ${sam}, whom the description names`);
}
