import { forestsOf, type Placed } from '../domains-of.ts';
import type { ForestConfig, SingleForestConfig } from '../forest.ts';
import type { ForestMistake, Path } from '../mistake.ts';
import { qualifiedPrincipalsOf } from '../principals.ts';
import { routedSuffixes } from '../routed-suffixes.ts';
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
  const forests = forestsOf(config);
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
    ...forests.flatMap((forest) => routedTwice(forest, trusts)),
    ...trusts.flatMap((each) => [...suffixRules(each), ...selectiveRules(each)]),
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
function routedTwice(forest: PlacedForest, trusts: readonly PlacedTrust[]): ForestMistake[] {
  const taken = new Map(suffixesOf(forest).map((suffix) => [suffix, `${forest.config.domain} itself`]));
  const routing = trusts.filter(
    ({ own, trust }) => own === forest && trust.transitive && trust.direction !== 'inbound',
  );
  return routing.flatMap(({ trust, path, other }) =>
    (other === undefined ? [] : routedSuffixes(trust, other)).flatMap((suffix) => {
      const holder = taken.get(suffix);
      taken.set(suffix, trust.with);
      if (holder === undefined) return [];
      return [
        {
          path: trust.routedSuffixes === undefined ? path : [...path, 'routedSuffixes'],
          found: `the suffix ${suffix} routed to ${trust.with}, though it is of ${holder}`,
          expected: 'every name in one place, as AD refuses a conflict',
          remedy: `Add ${suffix} to the trust's disabledSuffixes, or take it from one of the two forests`,
        },
      ];
    }),
  );
}

function suffixRules({ trust, path, other }: PlacedTrust): ForestMistake[] {
  if (other === undefined) return [];
  const known = suffixesOf(other);
  const lists = [
    ['routedSuffixes', trust.routedSuffixes ?? []],
    ['disabledSuffixes', trust.disabledSuffixes],
  ] as const;
  return lists.flatMap(([key, names]) =>
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
