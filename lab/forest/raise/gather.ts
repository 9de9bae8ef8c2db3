import { GroupType } from '../domain/well-known.ts';
import type { Domain } from '../domain/domain.ts';
import type { DirectoryObject, ObjectId } from '../store/object.ts';
import type { ForestGround, RaisedDomain } from './ground.ts';
import { containerOf, place, principalOf } from './place.ts';

const ALIAS = '536870912';
const GROUP = '268435456';

/** The groups that the description names, without members. */
export function foundGroups({ domain, config }: RaisedDomain, { schema }: ForestGround): void {
  for (const { name, scope, ou = config.organizationalUnits[0] ?? '' } of config.groups) {
    place(domain, schema, {
      parent: containerOf(domain, `ou=${ou.toLowerCase()}`),
      name,
      classes: ['top', 'group'],
      category: 'Group',
      values: [
        ['objectsid', [domain.newSid()]],
        ['samaccountname', [name]],
        ['samaccounttype', [scope === 'domainLocal' ? ALIAS : GROUP]],
        ['grouptype', [String(GroupType[scope])]],
      ],
    });
  }
}

/** Puts members into groups, once everybody of the forest is there: by the groups' description and by the members'. */
export function gather({ domain, config }: RaisedDomain, all: readonly Domain[]): void {
  const joining = new Map<string, Set<ObjectId>>();
  const join = (group: string, member: DirectoryObject | undefined): void => {
    if (member === undefined) return;
    const key = group.toLowerCase();
    const members = joining.get(key) ?? new Set<ObjectId>();
    members.add(member.id);
    joining.set(key, members);
  };
  for (const { name, members } of config.groups) {
    for (const member of members) join(name, referredTo(member, domain, all));
  }
  for (const { sam, memberOf } of config.users.named) {
    for (const group of memberOf) join(group, principalOf(domain, sam));
  }
  for (const [group, members] of joining) {
    const object = principalOf(domain, group);
    if (object === undefined) continue;
    const before = object.values('member').map(String);
    const member = [...new Set([...before, ...members])];
    domain.write(domain.pdcEmulator, { id: object.id, values: new Map([['member', member]]) });
  }
}

/** `ada`, or `EMEA\ada` for somebody of another domain of the forest. */
export function referredTo(
  name: string,
  domain: Domain,
  all: readonly Domain[],
): DirectoryObject | undefined {
  const [, netbios, sam = name] = /^([^\\]+)\\(.+)$/.exec(name) ?? [];
  const holder =
    netbios === undefined ? domain : all.find(({ names }) => names.netbios === netbios.toUpperCase());
  return holder === undefined ? undefined : principalOf(holder, sam);
}
