import type { ExposeOrder } from '../../hosting/orders.ts';
import type { PlacedService } from '../placement.ts';

/** One listener for each port; where several services share it, the name that a TLS client asks for decides. */
export function listenersOf(services: readonly PlacedService[]): ExposeOrder['listeners'] {
  return [...Map.groupBy(services, ({ port }) => port)].map(([port, group]) => {
    const [first] = group;
    const several = new Set(group.map(({ service }) => service)).size > 1;
    if (!several) return { port, ...(first === undefined ? {} : { service: first.service }) };
    return { port, byName: Object.fromEntries(group.map(({ name, service }) => [name, service])) };
  });
}
