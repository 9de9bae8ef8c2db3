import { forestsOf } from '../config/domains-of.ts';
import type { ForestConfig } from '../config/forest.ts';
import { routesOf, type Route } from '../config/routes.ts';
import { sidText } from '../core/identifiers.ts';
import { bytesOf } from '../store/object.ts';
import type { Forest } from '../topology/forest.ts';
import type { Trust } from '../topology/trusts.ts';
import { referredTo } from './gather.ts';

/** The trusts of all forests, one for each direction. `forests` stand in the order of their description. */
export function bindTrusts(config: ForestConfig, forests: readonly Forest[]): Trust[] {
  const raised = new Map(forestsOf(config).map((placed, n) => [placed.config.domain, forests[n]]));
  return routesOf(config).flatMap((route) => {
    const trusting = raised.get(route.trusting.config.domain);
    const trusted = raised.get(route.trusted.config.domain);
    return trusting === undefined || trusted === undefined ? [] : [bind(route, trusting, trusted)];
  });
}

/** Who is let in is said by the forest that trusts, where it describes the trust. */
function bind({ trust, suffixes, isDescribedHere }: Route, trusting: Forest, trusted: Forest): Trust {
  const selective = isDescribedHere && trust.selectiveAuthentication;
  return {
    trusting,
    trusted,
    transitive: trust.transitive,
    routedSuffixes: suffixes,
    disabledSuffixes: trust.disabledSuffixes,
    allowedOn: selective === false ? undefined : allowed(selective.allowedOn, trusted),
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
