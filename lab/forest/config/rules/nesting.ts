import { nestingProblem } from '../../write/group-scope.ts';
import type { WriteRefused } from '../../write/refusals.ts';
import { domainsOf, forestsOf, type DomainConfig, type Placed } from '../domains-of.ts';
import type { ForestConfig } from '../forest.ts';
import { groupScopeOf, PRIMARY_GROUP, SCOPE } from '../memberships.ts';
import type { ForestMistake } from '../mistake.ts';
import type { GroupConfig } from '../people.ts';
import { includesName } from './wording.ts';

/** What may be in a group, in the words of who describes one. */
const WANTED: Readonly<Partial<Record<WriteRefused, string>>> = {
  globalHoldsForeign: 'members of its own domain alone',
  globalHoldsLocal: 'users and global groups',
  globalHoldsUniversal: 'users and global groups',
  universalHoldsLocal: 'users and global or universal groups',
  localHoldsForeignLocal: 'no domain-local group of another domain',
};

/** Who may be in which group, by the rules of a domain controller. */
export function nestingRules(config: ForestConfig): ForestMistake[] {
  return forestsOf(config).flatMap((forest) => {
    const domains = domainsOf(forest);
    return domains.flatMap((domain) => [...ofGroups(domain, domains), ...ofUsers(domain)]);
  });
}

function ofGroups(domain: Placed<DomainConfig>, all: readonly Placed<DomainConfig>[]): ForestMistake[] {
  const { config, path } = domain;
  return config.groups.flatMap((group, n) =>
    group.members.flatMap((member, m) => {
      const expected = refusalOf(group, member, config, all);
      if (expected === undefined) return [];
      const found = `"${member}" in the ${wordOf(group.scope)} group ${group.name}`;
      return [{ path: [...path, 'groups', n, 'members', m], found, expected }];
    }),
  );
}

function refusalOf(
  { name, scope }: GroupConfig,
  member: string,
  config: DomainConfig,
  all: readonly Placed<DomainConfig>[],
): string | undefined {
  const [, netbios = config.netbios, sam = member] = /^([^\\]+)\\(.+)$/.exec(member) ?? [];
  const nth = all.findIndex(({ config: { netbios: own } }) => includesName([own], netbios));
  const holder = all[nth]?.config;
  if (holder === undefined) return undefined;
  if (holder === config && includesName([name], sam)) return 'others than the group itself';
  const memberScope = groupScopeOf(holder, nth === 0, sam) ?? 0;
  const foreign = holder !== config;
  const problem = nestingProblem(SCOPE[scope], { scope: memberScope, foreign, outside: false });
  return problem === undefined ? undefined : (WANTED[problem] ?? 'who may be in such a group');
}

function ofUsers({ config: { users }, path }: Placed<DomainConfig>): ForestMistake[] {
  return users.named.flatMap(({ memberOf }, n) =>
    memberOf.flatMap((name, m) =>
      includesName([PRIMARY_GROUP], name)
        ? [
            {
              path: [...path, 'users', 'named', n, 'memberOf', m],
              found: `"${name}", the primary group of every user`,
              expected: 'further groups alone',
              remedy: 'Leave it out',
            },
          ]
        : [],
    ),
  );
}

function wordOf(scope: GroupConfig['scope']): string {
  return scope === 'domainLocal' ? 'domain-local' : scope;
}
