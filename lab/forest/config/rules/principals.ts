import { domainsOf, forestsOf, type DomainConfig, type Placed } from '../domains-of.ts';
import type { ForestConfig } from '../forest.ts';
import type { ForestMistake, Path } from '../mistake.ts';
import { namesFromTheStart, principalsOf, qualifiedPrincipalsOf } from '../principals.ts';
import { includesName, meant, oneOf, repeated } from './wording.ts';

/** Accounts and groups: each name once, and whoever is referred to is there. */
export function principalRules(config: ForestConfig): ForestMistake[] {
  return forestsOf(config).flatMap((forest) => {
    const forestWide = qualifiedPrincipalsOf(forest);
    return domainsOf(forest).flatMap((domain, n) => [
      ...namesOnce(domain, n === 0),
      ...unitRules(domain),
      ...references(domain).flatMap(unknown(principalsOf(domain.config, n === 0), forestWide)),
      ...groupReferences(domain).flatMap(unknown([...groupNames(domain, n === 0)], [])),
    ]);
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

function references({ config, path }: Placed<DomainConfig>): Reference[] {
  const lists: readonly (readonly [readonly string[], Path])[] = [
    ...config.groups.map(({ members }, n) => [members, [...path, 'groups', n, 'members']] as const),
    ...config.fineGrainedPolicies.map(
      ({ appliesTo }, n) => [appliesTo, [...path, 'fineGrainedPolicies', n, 'appliesTo']] as const,
    ),
  ];
  return placed(lists);
}

function groupReferences({ config, path }: Placed<DomainConfig>): Reference[] {
  return placed(
    config.users.named.map(({ memberOf }, n) => [memberOf, [...path, 'users', 'named', n, 'memberOf']]),
  );
}

function placed(lists: readonly (readonly [readonly string[], Path])[]): Reference[] {
  return lists.flatMap(([names, path]) => names.map((name, n) => ({ name, path: [...path, n] })));
}

function unknown(local: readonly string[], forestWide: readonly string[]) {
  return ({ name, path }: Reference): ForestMistake[] => {
    const known = name.includes('\\') ? forestWide : local;
    if (includesName(known, name)) return [];
    return [
      {
        path,
        found: `"${name}", nobody of ${name.includes('\\') ? 'the forest' : 'the domain'}`,
        expected: oneOf(known),
        remedy: meant(name, known),
      },
    ];
  };
}

function unitRules({ config, path }: Placed<DomainConfig>): ForestMistake[] {
  const units = config.organizationalUnits;
  const wanted = [
    ...config.users.named.map(({ ou }, n) => ({ ou, path: [...path, 'users', 'named', n, 'ou'] })),
    ...config.groups.map(({ ou }, n) => ({ ou, path: [...path, 'groups', n, 'ou'] })),
  ];
  return wanted.flatMap(({ ou, path }) =>
    ou === undefined || includesName(units, ou)
      ? []
      : [
          {
            path,
            found: `"${ou}", no unit of the domain`,
            expected: oneOf(units),
            remedy: meant(ou, units) ?? `Add ${ou} to the domain's organizationalUnits`,
          },
        ],
  );
}
