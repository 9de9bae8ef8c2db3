import type { ControlImplementation } from '../../control/control.ts';
import type { HistorySink } from '../../history/history.ts';
import { ForestError } from '../core/errors.ts';
import { consoleOf } from '../administration/place.ts';
import type { Domain, DomainControllerState } from '../domain/domain.ts';
import { nearest } from '../../words/nearest.ts';
import type { topologyContract } from './control.ts';
import type { Estate, PlacedController } from './estate.ts';
import type { Forest } from './forest.ts';
import { locate, serviceRecords } from './locator.ts';
import type { Trust } from './trusts.ts';

/** The topology's part of the forest's control interface. */
export function topologyAdministration(
  estate: Estate,
  history: Pick<HistorySink, 'append'>,
): ControlImplementation<typeof topologyContract> {
  const tell = (component: string, kind: string, data: Record<string, string | number>): void => {
    history.append({ component, kind, data });
  };
  return {
    locate: ({ host = '', site, domain: name, kind }) => {
      const { forest, domain } = domainOf(estate, name);
      const query = { forest, domain, needs: kind, site: site ?? estate.siteOf(host, forest) };
      return {
        domainControllers: locate(query, { map: estate.mapOf(forest) }).map((dc) => described(estate, dc)),
      };
    },
    serviceRecords: ({ domain }) => ({ records: serviceRecords(domainOf(estate, domain).forest) }),
    setClockSkew: ({ name, aheadMs }) => {
      const { state } = controllerOf(estate, name);
      state.skewMs = aheadMs;
      tell(state.name, 'clock.skewed', { aheadMs });
    },
    setSparesOldPasswords: ({ name, spares }) => {
      controllerOf(estate, name).state.sparesOldPasswords = spares;
    },
    cutReplication: (ends) => {
      const [from, to] = endsOf(estate, ends);
      estate.partitions.cut(from, to);
      tell(from, 'replication.cut', { with: to });
    },
    mendReplication: (ends) => {
      const [from, to] = endsOf(estate, ends);
      estate.partitions.mend(from, to);
      tell(from, 'replication.mended', { with: to });
    },
    syncAll: () => {
      for (const { domains } of estate.forests) for (const domain of domains) domain.replicateAll();
    },
    breakTrust: (ends) => {
      for (const { trusting, trusted } of setBroken(estate, ends, true))
        tell(trusting.root.pdcEmulator, 'trust.broken', { with: trusted.root.names.dns });
    },
    mendTrust: (ends) => {
      for (const { trusting, trusted } of setBroken(estate, ends, false))
        tell(trusting.root.pdcEmulator, 'trust.mended', { with: trusted.root.names.dns });
    },
    topology: () => topologyOf(estate),
  };
}

function topologyOf(estate: Estate) {
  return {
    forests: estate.forests.map((forest) => ({
      domains: forest.domains.map((domain) => {
        const { names, base, controllers } = domain;
        const { lockout } = domain.policyAt(consoleOf(domain));
        const domainControllers = controllers.map((dc) => described(estate, dc));
        return { dns: names.dns, netbios: names.netbios, base, domainControllers, lockout };
      }),
      sites: forest.sites.map(({ name }) => name),
      upnSuffixes: [...forest.upnSuffixes],
    })),
    trusts: estate.trusts.map(({ trusting, trusted, transitive, allowedOn, broken, routedSuffixes }) => ({
      trusting: trusting.root.names.dns,
      trusted: trusted.root.names.dns,
      transitive,
      selective: allowedOn !== undefined,
      broken,
      routedSuffixes: [...routedSuffixes],
    })),
    cut: estate.partitions.all.map(([one, other]): [string, string] => [one, other]),
    pending: Object.fromEntries(
      [...estate.controllers].map(({ domain, state }) => [state.name, domain.pendingAt(state.name)]),
    ),
  };
}

function described(
  estate: Estate,
  { name, dnsName, site, isGlobalCatalog: globalCatalog }: DomainControllerState,
) {
  const domain = estate.controller(name)?.domain;
  const pdcEmulator = domain?.pdcEmulator === name;
  return { name, dnsName, site, globalCatalog, pdcEmulator, domain: domain?.names.dns ?? '' };
}

function domainOf(
  estate: Estate,
  name: string | undefined,
): { readonly forest: Forest; readonly domain: Domain } {
  if (name === undefined) return { forest: estate.home, domain: estate.home.root };
  const found = estate.domain(name);
  if (found !== undefined) return found;
  const known = estate.forests.flatMap(({ domains }) => domains.map(({ names }) => names.dns));
  throw new ForestError('PTALAB_FOREST_INVALID', unknown('domain', name, known));
}

function controllerOf(estate: Estate, name: string): PlacedController {
  const found = estate.controller(name);
  if (found !== undefined) return found;
  const known = [...estate.controllers].map(({ state }) => state.name);
  throw new ForestError('PTALAB_FOREST_NO_DC', unknown('domain controller', name, known));
}

function endsOf(
  estate: Estate,
  { from, to }: { readonly from: string; readonly to: string },
): [string, string] {
  return [controllerOf(estate, from).state.name, controllerOf(estate, to).state.name];
}

interface TrustEnds {
  readonly with: string;
  readonly of?: string | undefined;
}

function setBroken(
  estate: Estate,
  { with: partner, of = estate.home.root.names.dns }: TrustEnds,
  broken: boolean,
): Trust[] {
  const isMeant = ({ trusting, trusted }: Trust): boolean => {
    const ends = [trusting.root.names.dns, trusted.root.names.dns];
    return ends.includes(partner.toLowerCase()) && ends.includes(of.toLowerCase());
  };
  const meant = estate.trusts.filter(isMeant);
  if (meant.length === 0) {
    const known = estate.trusts.map(({ trusted }) => trusted.root.names.dns);
    throw new ForestError('PTALAB_FOREST_INVALID', unknown(`trust of ${of}`, partner, known));
  }
  for (const trust of meant) trust.broken = broken;
  return meant;
}

function unknown(kind: string, name: string, known: readonly string[]): string {
  const guess = nearest(name, known);
  const there = known.length === 0 ? 'there is none' : `there are ${[...new Set(known)].join(', ')}`;
  return `there is no ${kind} ${name}; ${guess === undefined ? there : `did you mean ${guess}?`}`;
}
