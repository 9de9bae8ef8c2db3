import type { ForestPart } from './parts/forest.ts';
import type { NamedService } from '../hosting/facts.ts';
import { HostLostError } from '../hosting/errors.ts';
import type { NameTable } from '../hosting/orders.ts';
import type { DirectoryServer } from '../ldap/directory-server.ts';
import type { LinkBook, LinkReport } from '../links/link-book.ts';
import type { Slowness } from '../links/slowness.ts';
import type { Address } from '../links/service.ts';
import type { EstateHost } from './estate-host.ts';
import type { PlacedService, Placement } from './placement.ts';

interface Served {
  readonly host: EstateHost;
  readonly placed: PlacedService;
}

/** Which host runs which service, and every calling host's way to it, wherever the hosts are. */
export class Wires implements LinkBook {
  readonly #placement: Placement;
  readonly #byService = new Map<string, Served>();

  constructor(placement: Placement) {
    this.#placement = placement;
  }

  /** Says that these services run on that host now. */
  async serve(host: EstateHost, services: readonly PlacedService[]): Promise<void> {
    await this.#placement.publish(host, services);
    for (const placed of services) this.#byService.set(placed.service, { host, placed });
  }

  /** Opens the firewall that runs on a host. Throws where there are no names and ports of its own. */
  async openFirewall(host: EstateHost): Promise<void> {
    if (this.#placement.openFirewall === undefined)
      throw new Error('a firewall without a proxy needs machines of their own');
    await this.#placement.openFirewall(host);
  }

  /** Where a calling host finds a service; under one of its names where it has several. */
  open(from: string, service: string): Promise<Address> {
    const { host, placed } = this.#served(service);
    return this.#placement.locate(from, host, placed);
  }

  /** A host's ways to every named service: what it knows of names. */
  async names(from: string, named: readonly NamedService[]): Promise<NameTable> {
    const entries = named.map(async (one) => {
      const { host, placed } = this.#served(one.service);
      const address = await this.#placement.locate(from, host, { ...placed, ...one });
      return [`${one.name.toLowerCase()}:${one.port}`, address] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  }

  /** The home domain's controllers as one host would find them: those of its site first. */
  async directory(
    from: string,
    { domainControllers, control, trust }: ForestPart,
  ): Promise<DirectoryServer[]> {
    const located = (await control.locate({ host: from })).domainControllers.map(({ name }) => name);
    const rank = ({ name }: { readonly name: string }): number => {
      const place = located.indexOf(name);
      return place < 0 ? located.length : place;
    };
    const ordered = domainControllers
      .filter(({ isHome }) => isHome)
      .toSorted((one, other) => rank(one) - rank(other));
    return Promise.all(
      ordered.map(async ({ dnsName, ldaps }) => ({
        name: dnsName,
        ...(await this.open(from, ldaps)),
        ...(trust !== undefined && { trust }),
      })),
    );
  }

  async find(from?: string, to?: string): Promise<LinkReport[]> {
    const reports = await this.#all(async ({ control }) => (await control.links({})).links);
    return reports
      .flat()
      .filter(
        (one) =>
          (from === undefined || one.from === from) &&
          (to === undefined || one.to === to || one.to.startsWith(`${to}/`)),
      );
  }

  cut(from: string, to?: string): Promise<number> {
    return this.#each(({ control }) => control.cut({ from, to }));
  }

  hold(from: string, to?: string): Promise<number> {
    return this.#each(({ control }) => control.hold({ from, to }));
  }

  restore(from: string, to?: string): Promise<number> {
    return this.#each(({ control }) => control.restore({ from, to }));
  }

  slow(from: string, to: string | undefined, slowness: Slowness): Promise<number> {
    return this.#each(({ control }) => control.slow({ from, to, ...slowness }));
  }

  async #each(change: (host: EstateHost) => Promise<{ links: number }>): Promise<number> {
    const touched = await this.#all(change);
    return touched.reduce((sum, { links }) => sum + links, 0);
  }

  /** What hosts answer that are there; one that was lost has no links any more. */
  async #all<T>(ask: (host: EstateHost) => Promise<T>): Promise<T[]> {
    const asked = await Promise.allSettled(this.#hosts().map(ask));
    return asked.flatMap((one) => {
      if (one.status === 'fulfilled') return [one.value];
      if (one.reason instanceof HostLostError) return [];
      throw one.reason;
    });
  }

  #served(service: string): Served {
    const served = this.#byService.get(service);
    if (served !== undefined) return served;
    throw new Error(`nobody serves ${service}; there are ${[...this.#byService.keys()].join(', ')}`);
  }

  #hosts(): EstateHost[] {
    return [...new Set([...this.#byService.values()].map(({ host }) => host))];
  }
}
