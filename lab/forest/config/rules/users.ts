import { domainsOf, forestsOf, type DomainConfig, type Placed } from '../domains-of.ts';
import type { ForestConfig, SingleForestConfig } from '../forest.ts';
import type { ForestMistake, Path } from '../mistake.ts';
import { longestPasswordAge } from '../policy-of.ts';
import { crowdSuffixOf, suffixOf, suffixesOf } from '../suffixes-of.ts';
import { attributeRules } from './attributes.ts';
import { meant, repeated } from './wording.ts';

/** Users' names and what is said of them. */
export function userRules(config: ForestConfig): ForestMistake[] {
  return forestsOf(config).flatMap((forest) => [
    ...suffixRules(forest),
    ...upnsOnce(forest),
    ...crowdRules(forest),
    ...domainsOf(forest).flatMap((domain) => [...contradictions(domain), ...attributeRules(domain)]),
  ]);
}

/** A user's UPN ends in a suffix of the forest: a domain's own name, or one that was added. */
function suffixRules(forest: Placed<SingleForestConfig>): ForestMistake[] {
  const suffixes = suffixesOf(forest);
  return domainsOf(forest)
    .flatMap(({ config: { users }, path }) => [
      ...users.named.map(({ upn }, n) => ({
        suffix: suffixOf(upn),
        path: [...path, 'users', 'named', n, 'upn'],
      })),
      ...(users.upnSuffix === undefined
        ? []
        : [{ suffix: users.upnSuffix.toLowerCase(), path: [...path, 'users', 'upnSuffix'] }]),
    ])
    .filter(({ suffix }) => !suffixes.includes(suffix))
    .map(({ suffix, path }) => ({
      path,
      found: `the UPN suffix ${suffix}`,
      expected: `one of the forest's: ${suffixes.join(', ')}`,
      remedy: meant(suffix, suffixes) ?? `Add ${suffix} to ${upnSuffixesAt(forest.path)}`,
    }));
}

function upnSuffixesAt(path: Path): string {
  return path.length === 0 ? 'forest.upnSuffixes' : `forest.forests[${path[1] ?? 0}].upnSuffixes`;
}

function upnsOnce(forest: Placed<SingleForestConfig>): ForestMistake[] {
  const all = domainsOf(forest).flatMap(({ config: { users }, path }) =>
    users.named.map(({ upn }, n) => ({ upn, path: [...path, 'users', 'named', n, 'upn'] })),
  );
  return repeated(all, ({ upn }) => upn).map(({ upn, path }) => ({
    path,
    found: `"${upn}" a second time`,
    expected: 'each userPrincipalName once in its forest',
  }));
}

/** Invented people of two domains would bear the same names. */
function crowdRules(forest: Placed<SingleForestConfig>): ForestMistake[] {
  const crowds = domainsOf(forest)
    .filter(({ config: { users } }) => users.generate > 0)
    .map(({ config, path }) => ({ suffix: crowdSuffixOf(config, forest.config), path }));
  return repeated(crowds, ({ suffix }) => suffix).map(({ suffix, path }) => ({
    path: [...path, 'users', 'upnSuffix'],
    found: `the suffix ${suffix}, which generated users of another domain have`,
    expected: 'a suffix of its own for the generated users of each domain, as UPNs are unique in a forest',
  }));
}

function contradictions({ config, path }: Placed<DomainConfig>): ForestMistake[] {
  const { users } = config;
  const expire = longestPasswordAge(config) > 0;
  return users.named.flatMap((user, n) => {
    const place = [...path, 'users', 'named', n];
    const expires = user.passwordExpired ? 'passwordExpired' : 'mustChangePassword';
    if (user.passwordNeverExpires === true && user[expires]) {
      return [
        {
          path: [...place, 'passwordNeverExpires'],
          found: `true beside ${expires}`,
          expected: 'one of the two, as a password that never expires need not be changed',
        },
      ];
    }
    if (!user.passwordExpired || expire) return [];
    return [
      {
        path: [...place, 'passwordExpired'],
        found: 'true where no password expires',
        expected: 'a maximum age in the policy',
        remedy: 'Write `passwordPolicy: {maxAge: 42d}`',
      },
    ];
  });
}
