import type { Resolve } from '../http/dispatcher.ts';
import type { ForestFacts, NamedService } from '../hosting/facts.ts';
import { resolverOf } from '../hosting/name-table.ts';
import type { NameTable } from '../hosting/orders.ts';
import type { DirectoryServer } from '../ldap/directory-server.ts';
import type { LinkBook, LinkReport } from '../links/link-book.ts';
import type { Slowness } from '../links/slowness.ts';
import type { Address } from '../links/service.ts';
import type { EstateHost } from './estate-host.ts';

/** Which host runs which service, and every calling host's way to it, wherever the hosts are. */
export class Wires implements LinkBook {
  readonly #byService = new Map<string, EstateHost>();

  /** Says that these services run on that host. */
  serve(host: EstateHost, services: readonly string[]): void {
    for (const service of services) this.#byService.set(service, host);
  }

  /** Where a calling host finds a service. */
  async open(from: string, service: string): Promise<Address> {
    const host = this.#byService.get(service);
    if (host === undefined)
      throw new Error(`nobody serves ${service}; there are ${[...this.#byService.keys()].join(', ')}`);
    return host.control.open({ from, service });
  }

  /** Opens a host's links to every named service: what it knows of names. */
  async names(from: string, named: readonly NamedService[]): Promise<NameTable> {
    const entries = named.map(
      async ({ name, port, service }) =>
        [`${name.toLowerCase()}:${port}`, await this.open(from, service)] as const,
    );
    return Object.fromEntries(await Promise.all(entries));
  }

  async resolver(from: string, named: readonly NamedService[]): Promise<Resolve> {
    return resolverOf(await this.names(from, named));
  }

  /** The domain controllers as one host knows them. */
  directory(from: string, forest: ForestFacts): Promise<DirectoryServer[]> {
    return Promise.all(
      forest.domainControllers.map(async ({ dnsName, ldaps }) => ({
        name: dnsName,
        ...(await this.open(from, ldaps)),
      })),
    );
  }

  async find(from?: string, to?: string): Promise<LinkReport[]> {
    const reports = await Promise.all(
      this.#hosts().map(async ({ control }) => (await control.links({})).links),
    );
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
    const touched = await Promise.all(this.#hosts().map(change));
    return touched.reduce((sum, { links }) => sum + links, 0);
  }

  #hosts(): EstateHost[] {
    return [...new Set(this.#byService.values())];
  }
}
