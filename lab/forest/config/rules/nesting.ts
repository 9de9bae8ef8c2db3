import { domainsOf, forestsOf, type DomainConfig, type Placed } from '../domains-of.ts';
import type { ForestConfig } from '../forest.ts';
import type { ForestMistake } from '../mistake.ts';
import type { GroupConfig } from '../people.ts';
import { includesName } from './wording.ts';

/** What may be in a group, by the scope of both ([MS-ADTS] 3.1.1.5.2.2 and Microsoft Learn, "Active Directory security groups"). */
const TAKES: Readonly<Record<GroupConfig['scope'], readonly GroupConfig['scope'][]>> = {
  global: ['global'],
  universal: ['global', 'universal'],
  domainLocal: ['global', 'universal', 'domainLocal'],
};

export function nestingRules(config: ForestConfig): ForestMistake[] {
  return forestsOf(config).flatMap((forest) => {
    const domains = domainsOf(forest);
    return domains.flatMap((domain) => ofDomain(domain, domains));
  });
}

function ofDomain(domain: Placed<DomainConfig>, all: readonly Placed<DomainConfig>[]): ForestMistake[] {
  const { config, path } = domain;
  return config.groups.flatMap(({ name, scope, members }, n) =>
    members.flatMap((member, m) => {
      const [, netbios = config.netbios, sam = member] = /^([^\\]+)\\(.+)$/.exec(member) ?? [];
      const holder = all.find(({ config: { netbios: own } }) => includesName([own], netbios))?.config;
      const group = holder?.groups.find(({ name: own }) => includesName([own], sam));
      const isForeign = holder !== config;
      const why = refusalOf({ scope, memberScope: group?.scope, isForeign });
      if (holder === undefined || why === undefined) return [];
      const found = `"${member}" in the ${wordOf(scope)} group ${name}`;
      return [{ path: [...path, 'groups', n, 'members', m], found, expected: why }];
    }),
  );
}

interface Nesting {
  readonly scope: GroupConfig['scope'];
  /** Undefined for a user, or a group from the start. */
  readonly memberScope: GroupConfig['scope'] | undefined;
  readonly isForeign: boolean;
}

function refusalOf({ scope, memberScope, isForeign }: Nesting): string | undefined {
  if (isForeign && scope === 'global') return 'members of its own domain alone';
  if (isForeign && memberScope === 'domainLocal') return 'no domain-local group of another domain';
  if (memberScope === undefined || TAKES[scope].includes(memberScope)) return undefined;
  return `users and ${TAKES[scope].map(wordOf).join(' or ')} groups`;
}

function wordOf(scope: GroupConfig['scope']): string {
  return scope === 'domainLocal' ? 'domain-local' : scope;
}
