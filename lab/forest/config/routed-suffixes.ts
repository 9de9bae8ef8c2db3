import type { Placed } from './domains-of.ts';
import type { SingleForestConfig } from './forest.ts';
import { suffixesOf } from './suffixes-of.ts';
import type { TrustConfig } from './trusts.ts';

/** Names that a trust sends to the other forest, in lower case: all of that forest's, unless some are chosen or disabled. */
export function routedSuffixes(trust: TrustConfig, other: Placed<SingleForestConfig>): string[] {
  const chosen = trust.routedSuffixes ?? suffixesOf(other);
  return chosen.filter((suffix) => !trust.disabledSuffixes.includes(suffix));
}
