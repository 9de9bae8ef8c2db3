import type { ReplicationTimes, Site } from './sites.ts';

/** The cheapest way from one site to another. */
export interface Way {
  readonly cost: number;
  /** Sum of the intervals of its links, in lab milliseconds. */
  readonly delay: number;
  /** Every link on it tells of changes as a site does. */
  readonly notified: boolean;
}

/** Which site lies how far from which, by site links. */
export interface SiteMap {
  /** Undefined when no link leads there. */
  way(from: string, to: string): Way | undefined;
  /** A site, then all that can be reached from it, the nearest first. */
  nearest(from: string): readonly string[];
}

interface Edge extends Way {
  readonly ends: readonly [string, string];
}

const HERE: Way = { cost: 0, delay: 0, notified: true };
/** Cost of DEFAULTIPSITELINK. */
const DEFAULT_COST = 100;

/**
 * Reads the site links. Sites of no link are joined to the first one by the default link, as new sites are; ways go over
 * several links, as site links are bridged ([MS-ADTS] 6.1.1.2.2.3.3, Microsoft Learn "Site link bridges").
 */
export function createSiteMap(sites: readonly Site[], times: ReplicationTimes): SiteMap {
  const edges = edgesOf(sites, times);
  const ways = new Map(sites.map(({ name }) => [key(name), waysFrom(key(name), edges)]));
  return {
    way: (from, to) => ways.get(key(from))?.get(key(to)),
    nearest: (from) => {
      const found = ways.get(key(from)) ?? new Map<string, Way>();
      const names = sites.filter(({ name }) => found.has(key(name))).map(({ name }) => name);
      const cost = (name: string): number => found.get(key(name))?.cost ?? Infinity;
      return names.toSorted((one, other) => cost(one) - cost(other));
    },
  };
}

const key = (name: string): string => name.toLowerCase();

function edgesOf(sites: readonly Site[], { betweenSites }: ReplicationTimes): Edge[] {
  const described = sites.flatMap(({ name, links = [] }) =>
    links.map(({ to, every, cost, changeNotification }): Edge => {
      return {
        ends: [key(name), key(to)],
        cost,
        delay: every ?? betweenSites,
        notified: changeNotification,
      };
    }),
  );
  const linked = new Set(described.flatMap(({ ends }) => ends));
  const [first, ...others] = sites.map(({ name }) => key(name));
  if (first === undefined) return described;
  const usual = others
    .filter((name) => !linked.has(name))
    .map((name): Edge => {
      return { ends: [first, name], cost: DEFAULT_COST, delay: betweenSites, notified: false };
    });
  return [...described, ...usual];
}

/** Dijkstra's, over a handful of sites. */
function waysFrom(start: string, edges: readonly Edge[]): Map<string, Way> {
  const settled = new Map<string, Way>();
  const open = new Map<string, Way>([[start, HERE]]);
  for (let site = cheapest(open); site !== undefined; site = cheapest(open)) {
    const way = open.get(site) ?? HERE;
    open.delete(site);
    settled.set(site, way);
    for (const { ends, cost, delay, notified } of edges) {
      if (!ends.includes(site)) continue;
      const next = ends[0] === site ? ends[1] : ends[0];
      const longer = { cost: way.cost + cost, delay: way.delay + delay, notified: way.notified && notified };
      if (!settled.has(next) && longer.cost < (open.get(next)?.cost ?? Infinity)) open.set(next, longer);
    }
  }
  return settled;
}

function cheapest(open: ReadonlyMap<string, Way>): string | undefined {
  return [...open].toSorted(([, one], [, other]) => one.cost - other.cost)[0]?.[0];
}
