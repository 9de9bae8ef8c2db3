import { Scope } from '../write/group-scope.ts';
import type { DomainConfig } from './domains-of.ts';
import { fromTheStart } from './from-the-start.ts';
import type { GroupConfig } from './people.ts';

/** Scopes as `groupType` has them. */
export const SCOPE: Readonly<Record<GroupConfig['scope'], number>> = {
  global: Scope.global,
  domainLocal: Scope.local,
  universal: Scope.universal,
};

/** The group that everybody is in as their primary one. */
export const PRIMARY_GROUP = 'Domain Users';

/** The scope of a domain's group, described or there from the start; undefined for what is no group. */
export function groupScopeOf(
  { groups }: Pick<DomainConfig, 'groups'>,
  isForestRoot: boolean,
  name: string,
): number | undefined {
  const key = name.toLowerCase();
  const described = groups.find(({ name: own }) => own.toLowerCase() === key);
  return described === undefined ? fromTheStart(isForestRoot).groupScopes.get(key) : SCOPE[described.scope];
}

/** Somebody as a description knows them. */
export interface Described {
  readonly sam: string;
  readonly memberOf: readonly string[];
}

/** Tells of anybody of a domain the names, in lower case, of the groups that they are in, through others too. */
export function groupsOf({ groups, netbios }: DomainConfig): (member: Described) => ReadonlySet<string> {
  const prefix = `${netbios.toLowerCase()}\\`;
  const own = (name: string): string => {
    const key = name.toLowerCase();
    return key.startsWith(prefix) ? key.slice(prefix.length) : key;
  };
  const held = groups.map(({ name, members }) => ({ name: own(name), members: new Set(members.map(own)) }));
  return ({ sam, memberOf }) => {
    const found = new Set([PRIMARY_GROUP, ...memberOf].map(own));
    const holds = (members: ReadonlySet<string>): boolean =>
      members.has(own(sam)) || [...found].some((name) => members.has(name));
    for (let before = -1; before !== found.size;) {
      before = found.size;
      for (const { name, members } of held) if (!found.has(name) && holds(members)) found.add(name);
    }
    return found;
  };
}
