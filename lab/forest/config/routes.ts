import { forestsOf, type Placed } from './domains-of.ts';
import type { ForestConfig, SingleForestConfig } from './forest.ts';
import type { Path } from './mistake.ts';
import { suffixesOf } from './suffixes-of.ts';
import type { TrustConfig } from './trusts.ts';

/** One direction of a described trust, and the names that it routes. */
export interface Route {
  readonly trust: TrustConfig;
  /** Where the trust is described. */
  readonly path: Path;
  readonly trusting: Placed<SingleForestConfig>;
  readonly trusted: Placed<SingleForestConfig>;
  /** Whether the forest that trusts is the one that describes the trust, and chooses names and guests. */
  readonly isDescribedHere: boolean;
  /** Names that the trusting forest sends to the other, in lower case. */
  readonly suffixes: readonly string[];
}

/** The trusts of all forests, each direction for itself; of a forest that is not described, none. */
export function routesOf(config: ForestConfig): Route[] {
  const forests = forestsOf(config);
  return forests.flatMap((own) =>
    own.config.trusts.flatMap((trust, n) => {
      const other = forests.find(({ config }) => config.domain === trust.with && config !== own.config);
      if (other === undefined) return [];
      const described = { trust, path: [...own.path, 'trusts', n] };
      const outbound = { ...described, trusting: own, trusted: other, isDescribedHere: true };
      const inbound = { ...described, trusting: other, trusted: own, isDescribedHere: false };
      return [
        ...(trust.direction === 'inbound' ? [] : [outbound]),
        ...(trust.direction === 'outbound' ? [] : [inbound]),
      ].map((direction) => ({ ...direction, suffixes: suffixesBy(direction) }));
    }),
  );
}

/**
 * All names of the trusted forest, unless its partner chooses some, without those that the trust disables. An external
 * trust makes one domain known alone.
 */
function suffixesBy({ trust, trusted, isDescribedHere }: Omit<Route, 'suffixes'>): string[] {
  if (!trust.transitive) return [trusted.config.domain];
  const chosen = isDescribedHere ? trust.routedSuffixes : undefined;
  return (chosen ?? suffixesOf(trusted)).filter((suffix) => !trust.disabledSuffixes.includes(suffix));
}
