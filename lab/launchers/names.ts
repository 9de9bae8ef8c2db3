import type { Resolve } from '../http/dispatcher.ts';
import type { Links } from '../links/links.ts';
import type { Address, Service } from '../links/service.ts';

/** A real host name, and the lab's service that answers under it. */
export interface NamedService {
  /** A full name, or `*.` and a domain. */
  readonly name: string;
  readonly port: number;
  readonly service: Service;
}

/** Opens a host's links to every named service, and gives it a resolver that knows those names alone. */
export async function openNames(
  links: Links,
  from: string,
  hosts: readonly NamedService[],
): Promise<Resolve> {
  const addresses = await Promise.all(
    hosts.map(async ({ service }) => (await links.open(from, service)).address),
  );
  const table = new Map<string, Address>();
  hosts.forEach(({ name, port }, index) => {
    const address = addresses[index];
    if (address !== undefined) table.set(`${name.toLowerCase()}:${port}`, address);
  });
  return (hostname, port) => {
    const name = hostname.toLowerCase();
    return table.get(`${name}:${port}`) ?? table.get(`*.${name.slice(name.indexOf('.') + 1)}:${port}`);
  };
}
