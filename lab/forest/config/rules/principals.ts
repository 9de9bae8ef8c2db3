import { domainsOf, forestsOf, type DomainConfig, type Placed } from '../domains-of.ts';
import type { ForestConfig } from '../forest.ts';
import type { ForestMistake, Path } from '../mistake.ts';
import { Scope } from '../../write/group-scope.ts';
import { groupScopeOf } from '../memberships.ts';
import { namesFromTheStart, principalsOf, qualifiedPrincipalsOf } from '../principals.ts';
import { includesName, meant, oneOf, repeated } from './wording.ts';

/** Accounts and groups: each name once, and whoever is referred to is there. */
export function principalRules(config: ForestConfig): ForestMistake[] {
  return forestsOf(config).flatMap((forest) => {
    const forestWide = qualifiedPrincipalsOf(forest);
    return domainsOf(forest).flatMap((domain, n) => {
      const local = principalsOf(domain.config, n === 0);
      return [
        ...namesOnce(domain, n === 0),
        ...memberReferences(domain).flatMap(unknown(local, forestWide)),
        ...policyReferences(domain).flatMap(unknown(local)),
        ...policyReferences(domain).flatMap(unaffected(domain, n === 0)),
        ...groupReferences(domain).flatMap(unknown(groupNames(domain, n === 0))),
      ];
    });
  });
}

function groupNames({ config }: Placed<DomainConfig>, isForestRoot: boolean): string[] {
  return [...config.groups.map(({ name }) => name), ...namesFromTheStart(isForestRoot)];
}

function namesOnce({ config, path }: Placed<DomainConfig>, isForestRoot: boolean): ForestMistake[] {
  const start = namesFromTheStart(isForestRoot).map((name) => ({ name, path: [] as Path }));
  const all = [
    ...start,
    ...config.users.named.map(({ sam }, n) => ({ name: sam, path: [...path, 'users', 'named', n, 'sam'] })),
    ...config.groups.map(({ name }, n) => ({ name, path: [...path, 'groups', n, 'name'] })),
  ];
  return repeated(all, ({ name }) => name)
    .filter(({ path }) => path.length > 0)
    .map(({ name, path }) => ({
      path,
      found: `"${name}", a name that an account or a group of ${config.domain} has already`,
      expected: 'each sAMAccountName once in its domain',
    }));
}

interface Reference {
  readonly name: string;
  readonly path: Path;
}

function memberReferences({ config, path }: Placed<DomainConfig>): Reference[] {
  return placed(config.groups.map(({ members }, n) => [members, [...path, 'groups', n, 'members']]));
}

function policyReferences({ config, path }: Placed<DomainConfig>): Reference[] {
  return placed(
    config.fineGrainedPolicies.map(({ appliesTo }, n) => [
      appliesTo,
      [...path, 'fineGrainedPolicies', n, 'appliesTo'],
    ]),
  );
}

function groupReferences({ config, path }: Placed<DomainConfig>): Reference[] {
  return placed(
    config.users.named.map(({ memberOf }, n) => [memberOf, [...path, 'users', 'named', n, 'memberOf']]),
  );
}

function placed(lists: readonly (readonly [readonly string[], Path])[]): Reference[] {
  return lists.flatMap(([names, path]) => names.map((name, n) => ({ name, path: [...path, n] })));
}

/** @param forestWide `EMEA\\ada`, where somebody of another domain may be meant */
function unknown(local: readonly string[], forestWide: readonly string[] = []) {
  return ({ name, path }: Reference): ForestMistake[] => {
    const isQualified = name.includes('\\') && forestWide.length > 0;
    const known = isQualified ? forestWide : local;
    if (includesName(known, name)) return [];
    return [
      {
        path,
        found: `"${name}", nobody of ${isQualified ? 'the forest' : 'the domain'}`,
        expected: oneOf(known),
        remedy: meant(name, known),
      },
    ];
  };
}

/** A fine-grained policy takes effect on users and global groups (Microsoft Learn, "Fine-grained password policies"). */
function unaffected({ config }: Placed<DomainConfig>, isForestRoot: boolean) {
  return ({ name, path }: Reference): ForestMistake[] => {
    const scope = groupScopeOf(config, isForestRoot, name) ?? Scope.global;
    if (scope === Scope.global) return [];
    return [
      {
        path,
        found: `"${name}", a ${scope === Scope.local ? 'domain-local' : 'universal'} group`,
        expected: 'users and global groups, as a fine-grained policy has no effect on others',
        remedy: 'Name a global group that holds the same users',
      },
    ];
  };
}
