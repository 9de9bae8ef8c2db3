import { forestsOf, type Placed } from '../config/domains-of.ts';
import type { ForestConfig, SingleForestConfig } from '../config/forest.ts';
import { routedSuffixes } from '../config/routed-suffixes.ts';
import { suffixesOf } from '../config/suffixes-of.ts';
import type { TrustConfig } from '../config/trusts.ts';
import { sidText } from '../core/identifiers.ts';
import { bytesOf } from '../store/object.ts';
import type { Forest } from '../topology/forest.ts';
import type { Trust } from '../topology/trusts.ts';
import { referredTo } from './gather.ts';

interface Side {
  readonly config: Placed<SingleForestConfig>;
  readonly forest: Forest;
}

/** The trusts of all forests, one for each direction. `forests` stand in the order of their description. */
export function bindTrusts(config: ForestConfig, forests: readonly Forest[]): Trust[] {
  const sides = forestsOf(config).flatMap((placed, n): Side[] => {
    const forest = forests[n];
    return forest === undefined ? [] : [{ config: placed, forest }];
  });
  return sides.flatMap((own) =>
    own.config.config.trusts.flatMap((trust) => {
      const other = sides.find(({ config: { config: described } }) => described.domain === trust.with);
      if (other === undefined) return [];
      const there = trust.direction === 'inbound' ? [] : [outbound(trust, own, other)];
      return trust.direction === 'outbound' ? there : [...there, inbound(trust, own, other)];
    }),
  );
}

/** This forest trusts the other: what the description says of suffixes and of who is let in is of this direction. */
function outbound(trust: TrustConfig, own: Side, other: Side): Trust {
  const { selectiveAuthentication: selective } = trust;
  return {
    trusting: own.forest,
    trusted: other.forest,
    transitive: trust.transitive,
    routedSuffixes: routedSuffixes(trust, other.config),
    disabledSuffixes: trust.disabledSuffixes,
    allowedOn: selective === false ? undefined : allowed(selective.allowedOn, other.forest),
    broken: false,
  };
}

/** The other forest trusts this one, and routes the names that are not its own. */
function inbound({ transitive }: TrustConfig, own: Side, other: Side): Trust {
  const taken = suffixesOf(other.config);
  return {
    trusting: other.forest,
    trusted: own.forest,
    transitive,
    routedSuffixes: suffixesOf(own.config).filter((suffix) => !taken.includes(suffix)),
    disabledSuffixes: [],
    broken: false,
  };
}

function allowed(
  allowedOn: Readonly<Record<string, readonly string[]>>,
  trusted: Forest,
): ReadonlyMap<string, ReadonlySet<string>> {
  const sidOf = (name: string): string => {
    const object = referredTo(name, trusted.root, trusted.domains);
    const bytes = object === undefined ? undefined : bytesOf(object, 'objectsid');
    return (bytes === undefined ? undefined : sidText(bytes)) ?? '';
  };
  return new Map(
    Object.entries(allowedOn).map(([host, names]) => [host.toUpperCase(), new Set(names.map(sidOf))]),
  );
}
