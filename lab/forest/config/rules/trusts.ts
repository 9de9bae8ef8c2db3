import { forestsOf, type Placed } from '../domains-of.ts';
import type { ForestConfig, SingleForestConfig } from '../forest.ts';
import type { ForestMistake, Path } from '../mistake.ts';
import { qualifiedPrincipalsOf } from '../principals.ts';
import { routesOf, type Route } from '../routes.ts';
import { suffixesOf } from '../suffixes-of.ts';
import type { TrustConfig } from '../trusts.ts';
import { includesName, meant, oneOf } from './wording.ts';

type PlacedForest = Placed<SingleForestConfig>;

interface PlacedTrust {
  readonly trust: TrustConfig;
  readonly path: Path;
  /** The forest that describes it. */
  readonly own: PlacedForest;
  /** Undefined when there is no such forest. */
  readonly other: PlacedForest | undefined;
}

/** Trusts bind two forests of the lab, once, and send every name to one place. */
export function trustRules(config: ForestConfig): ForestMistake[] {
  const [forests, routes] = [forestsOf(config), routesOf(config)];
  const trusts = forests.flatMap((own) =>
    own.config.trusts.map((trust, n) => ({
      trust,
      own,
      path: [...own.path, 'trusts', n],
      other: forests.find(({ config }) => config.domain === trust.with && config !== own.config),
    })),
  );
  return [
    ...trusts.flatMap((each) => unknownForest(each, forests)),
    ...twice(trusts),
    ...forests.flatMap((forest) => routedTwice(forest, routes)),
    ...trusts.flatMap((each) => [...externalRules(each), ...suffixRules(each), ...selectiveRules(each)]),
  ];
}

function unknownForest({ trust, path, own, other }: PlacedTrust, forests: PlacedForest[]): ForestMistake[] {
  if (other !== undefined) return [];
  const others = forests.filter(({ config }) => config !== own.config).map(({ config }) => config.domain);
  const itself = trust.with === own.config.domain;
  return [
    {
      path: [...path, 'with'],
      found: `"${trust.with}", ${itself ? 'the forest itself' : 'no first domain of another forest'}`,
      expected: oneOf(others),
      remedy:
        meant(trust.with, others) ??
        (itself ? undefined : `Add \`{domain: ${trust.with}}\` to forest.forests`),
    },
  ];
}

function twice(trusts: readonly PlacedTrust[]): ForestMistake[] {
  const ends = ({ trust, own }: PlacedTrust): string => [trust.with, own.config.domain].sort().join(' ');
  return trusts.flatMap((each, n) =>
    trusts.findIndex((other) => ends(other) === ends(each)) === n
      ? []
      : [
          {
            path: [...each.path, 'with'],
            found: `"${each.trust.with}" a second time for ${each.own.config.domain}`,
            expected: 'one trust between two forests, described at one of them',
          },
        ],
  );
}

/** A name that a forest sends to two places goes nowhere: AD marks it as in conflict. */
function routedTwice(forest: PlacedForest, routes: readonly Route[]): ForestMistake[] {
  const taken = new Map(suffixesOf(forest).map((suffix) => [suffix, `${forest.config.domain} itself`]));
  const outgoing = routes.filter(
    ({ trusting, trust }) => trusting.config === forest.config && trust.transitive,
  );
  return outgoing.flatMap(({ trust, path, trusted, isDescribedHere, suffixes }) =>
    suffixes.flatMap((suffix) => {
      const holder = taken.get(suffix);
      const { domain } = trusted.config;
      taken.set(suffix, domain);
      // Described a second time: told of as that.
      if (holder === undefined || holder === domain) return [];
      const isChosen = isDescribedHere && trust.routedSuffixes !== undefined;
      const by = isDescribedHere ? '' : ` by ${forest.config.domain}`;
      return [
        {
          path: isChosen ? [...path, 'routedSuffixes'] : path,
          found: `the suffix ${suffix} routed to ${domain}${by}, though it is of ${holder}`,
          expected: 'every name in one place, as AD refuses a conflict',
          remedy: `Add ${suffix} to the trust's disabledSuffixes, or take it from one of the two forests`,
        },
      ];
    }),
  );
}

/** An external trust routes no names that could be chosen. */
function externalRules({ trust, path }: PlacedTrust): ForestMistake[] {
  if (trust.transitive) return [];
  const written = [
    ...(trust.routedSuffixes === undefined ? [] : ['routedSuffixes']),
    ...(trust.disabledSuffixes.length === 0 ? [] : ['disabledSuffixes']),
  ];
  return written.map((key) => ({
    path: [...path, key],
    found: `${key} where \`transitive\` is false`,
    expected: 'it at forest trusts alone, as an external one makes no more than a domain known',
    remedy: 'Leave it out, or leave `transitive` out',
  }));
}

/** Names are chosen among those of the other forest; disabled are those of both, each at the side that would route it. */
function suffixRules({ trust, path, own, other }: PlacedTrust): ForestMistake[] {
  if (other === undefined) return [];
  const theirs = suffixesOf(other);
  const ours = trust.direction === 'outbound' ? [] : suffixesOf(own);
  const lists = [
    ['routedSuffixes', trust.routedSuffixes ?? [], theirs],
    ['disabledSuffixes', trust.disabledSuffixes, [...new Set([...theirs, ...ours])]],
  ] as const;
  return lists.flatMap(([key, names, known]) =>
    names.flatMap((name, n) =>
      known.some((suffix) => name === suffix || name.endsWith(`.${suffix}`))
        ? []
        : [
            {
              path: [...path, key, n],
              found: `"${name}", no name of ${other.config.domain}'s forest`,
              expected: oneOf(known),
              remedy: meant(name, known),
            },
          ],
    ),
  );
}

function selectiveRules({ trust, path, other }: PlacedTrust): ForestMistake[] {
  const { selectiveAuthentication: selective } = trust;
  if (selective === false || other === undefined) return [];
  if (trust.direction === 'inbound') {
    return [
      {
        path: [...path, 'selectiveAuthentication'],
        found: `selective authentication where ${trust.with} is not trusted`,
        expected: 'it at the side that trusts, whose hosts are logged on to',
        remedy: `Write the trust at ${trust.with}, or make its direction outbound or two-way`,
      },
    ];
  }
  const known = qualifiedPrincipalsOf(other);
  return Object.entries(selective.allowedOn).flatMap(([host, names]) =>
    names.flatMap((name, n) => {
      const qualified = name.includes('\\') ? name : `${other.config.netbios}\\${name}`;
      if (includesName(known, qualified)) return [];
      return [
        {
          path: [...path, 'selectiveAuthentication', 'allowedOn', host, n],
          found: `"${name}", nobody of ${trust.with}'s forest`,
          expected: oneOf(known),
          remedy: meant(qualified, known),
        },
      ];
    }),
  );
}
