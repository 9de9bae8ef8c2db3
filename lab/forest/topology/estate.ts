import type { Domain, DomainControllerState } from '../domain/domain.ts';
import type { Forest } from './forest.ts';
import type { Partitions } from './partitions.ts';
import { createSiteMap, type SiteMap } from './site-map.ts';
import { DEFAULT_SITE, type ReplicationTimes } from './sites.ts';
import type { Trust } from './trusts.ts';

export interface EstateOptions {
  /** The first is the one that the lab's agents stand in. */
  readonly forests: readonly [Forest, ...Forest[]];
  /** One for each direction. */
  readonly trusts: readonly Trust[];
  readonly partitions: Partitions;
  /** By forest, in their order. */
  readonly times: readonly ReplicationTimes[];
}

/** A domain controller, and whose it is. */
export interface PlacedController {
  readonly forest: Forest;
  readonly domain: Domain;
  readonly state: DomainControllerState;
}

/** All forests of a lab, the trusts between them, and what lies between their domain controllers. */
export class Estate {
  readonly forests: readonly [Forest, ...Forest[]];
  readonly trusts: readonly Trust[];
  readonly partitions: Partitions;
  readonly #maps: ReadonlyMap<Forest, SiteMap>;
  readonly #controllers: ReadonlyMap<string, PlacedController>;

  constructor({ forests, trusts, partitions, times }: EstateOptions) {
    this.forests = forests;
    this.trusts = trusts;
    this.partitions = partitions;
    const usual = { withinSite: 0, betweenSites: 0 };
    this.#maps = new Map(
      forests.map((forest, n) => [forest, createSiteMap(forest.sites, times[n] ?? usual)]),
    );
    const placed = forests.flatMap((forest) =>
      forest.domains.flatMap((domain) => domain.controllers.map((state) => ({ forest, domain, state }))),
    );
    this.#controllers = new Map(placed.map((each) => [each.state.name.toLowerCase(), each]));
  }

  /** The forest that the lab's agents stand in. */
  get home(): Forest {
    return this.forests[0];
  }

  get controllers(): Iterable<PlacedController> {
    return this.#controllers.values();
  }

  /** @param name in any case */
  controller(name: string): PlacedController | undefined {
    return this.#controllers.get(name.toLowerCase());
  }

  /** A domain of any forest, by DNS or NetBIOS name. */
  domain(name: string): { readonly forest: Forest; readonly domain: Domain } | undefined {
    for (const forest of this.forests) {
      const domain = forest.domainByDns(name) ?? forest.domainByNetbios(name);
      if (domain !== undefined) return { forest, domain };
    }
    return undefined;
  }

  mapOf(forest: Forest): SiteMap {
    return this.#maps.get(forest) ?? createSiteMap(forest.sites, { withinSite: 0, betweenSites: 0 });
  }

  /** The site that a host of the lab stands in; the first when it stands nowhere. */
  siteOf(host: string, forest: Forest = this.home): string {
    const name = host.toUpperCase().split('.')[0];
    const site = forest.sites.find(({ hosts = [] }) => hosts.some((each) => each.toUpperCase() === name));
    return (site ?? forest.sites[0])?.name ?? DEFAULT_SITE;
  }

  /** Whether one domain controller can ask another now, of whatever forest. */
  reaches(from: string, to: string): boolean {
    return (this.controller(to)?.state.running ?? false) && !this.partitions.isCut(from, to);
  }
}
