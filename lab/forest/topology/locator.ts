import type { Domain, DomainControllerState } from '../domain/domain.ts';
import type { Forest } from './forest.ts';
import type { SiteMap } from './site-map.ts';

/** Which domain controllers will do. */
export type LocatorNeed = 'dc' | 'gc' | 'pdc';

export interface LocatorQuery {
  readonly forest: Forest;
  /** Left out for `gc`: any domain of the forest will do then. */
  readonly domain?: Domain | undefined;
  /** Where the caller stands. */
  readonly site: string;
  readonly needs: LocatorNeed;
}

/** What is known of the way there. */
export interface LocatorState {
  readonly map: SiteMap;
  /** Whether one answers an LDAP ping of this caller; running is looked at besides. */
  readonly answers?: (dc: string) => boolean;
}

/**
 * The domain controllers that a caller would use, the best first: those of its own site, then by the cost of the way
 * there, in the order in which they were described. Those that do not answer are left out, as the locator drops a
 * record whose LDAP ping fails ([MS-ADTS] 6.3.6; Windows draws among equals by weight, which here is always the first).
 */
export function locate(
  query: LocatorQuery,
  { map, answers = () => true }: LocatorState,
): DomainControllerState[] {
  const alive = candidates(query).filter((dc) => dc.running && answers(dc.name));
  const order = map.nearest(query.site).map((site) => site.toLowerCase());
  const rank = ({ site }: DomainControllerState): number => {
    const place = order.indexOf(site.toLowerCase());
    return place < 0 ? order.length : place;
  };
  return alive.toSorted((one, other) => rank(one) - rank(other));
}

function candidates({ forest, domain = forest.root, needs }: LocatorQuery): readonly DomainControllerState[] {
  switch (needs) {
    case 'dc':
      return domain.controllers;
    case 'gc':
      return forest.domains.flatMap(({ controllers }) => controllers.filter((dc) => dc.isGlobalCatalog));
    case 'pdc':
      return domain.controllers.filter(({ name }) => name === domain.pdcEmulator);
  }
}

/** One record of DNS that a domain controller registers ([MS-ADTS] 6.3.2.3). */
export interface ServiceRecord {
  readonly name: string;
  readonly target: string;
  readonly port: number;
}

/** What the domain controllers of a forest register, whether they run or not. */
export function serviceRecords(forest: Forest): ServiceRecord[] {
  const root = forest.root.names.dns;
  return forest.domains.flatMap(({ names: { dns }, controllers, pdcEmulator }) =>
    controllers.flatMap(({ name, dnsName: target, site, isGlobalCatalog }) => {
      const records = [
        `_ldap._tcp.${dns}`,
        `_ldap._tcp.${site}._sites.${dns}`,
        `_ldap._tcp.dc._msdcs.${dns}`,
        `_ldap._tcp.${site}._sites.dc._msdcs.${dns}`,
      ];
      if (name === pdcEmulator) records.push(`_ldap._tcp.pdc._msdcs.${dns}`);
      const catalogs = isGlobalCatalog
        ? [`_gc._tcp.${root}`, `_gc._tcp.${site}._sites.${root}`, `_ldap._tcp.gc._msdcs.${root}`]
        : [];
      return [
        ...records.map((record) => ({ name: record, target, port: 389 })),
        ...catalogs.map((record) => ({ name: record, target, port: 3268 })),
      ];
    }),
  );
}
