import type { ControlImplementation } from '../control/control.ts';
import { Callers, forwarder, startFrontage, type FrontageListener } from '../frontage/index.ts';
import type { Address } from '../links/service.ts';
import type { HostedComponents } from './component-host.ts';
import type { hostContract } from './host-contract.ts';
import type { ExposeOrder } from './orders.ts';

type Doors = Pick<
  ControlImplementation<typeof hostContract>,
  'introduce' | 'expose' | 'startGateway' | 'route'
>;

/** Every network that the host is in. */
const ANYWHERE = '0.0.0.0';

/** A host's real ports, where it has an address of its own: for its own services, or as a gateway for another's. */
export function doors(here: HostedComponents): Doors {
  const callers = new Callers();
  const routes = new Map<string, Map<string, Address>>();
  const listen = async (listeners: readonly FrontageListener[]): Promise<void> => {
    const { links } = here.ground;
    const clock = here.ground.clockFor('frontage');
    const frontage = await startFrontage({ bind: ANYWHERE, listeners, callers, links, clock });
    here.ground.watch(frontage);
    here.closes(frontage);
  };
  return {
    introduce: ({ from, addresses }) => callers.introduce(from, addresses),
    expose: ({ listeners }) => listen(listeners.map((one) => listenerOf(here, one))),
    startGateway: ({ listeners }) =>
      listen(
        listeners.map(({ port, service }) => ({
          port,
          services: { default: forwarder(`gateway/${service}`, (from) => routeOf(routes, service, from)) },
        })),
      ),
    route: ({ service, from, address }) => {
      const known = routes.get(service) ?? new Map<string, Address>();
      routes.set(service, known.set(from, address));
    },
  };
}

function listenerOf(
  here: HostedComponents,
  { port, service, byName }: ExposeOrder['listeners'][number],
): FrontageListener {
  const named = Object.entries(byName ?? {}).map(([name, one]) => [name, here.service(one)] as const);
  return {
    port,
    services: {
      default: service === undefined ? undefined : here.service(service),
      byName: byName === undefined ? undefined : Object.fromEntries(named),
    },
  };
}

function routeOf(
  routes: ReadonlyMap<string, ReadonlyMap<string, Address>>,
  service: string,
  from: string,
): Address | undefined {
  const known = routes.get(service);
  return known?.get(from) ?? known?.get('*');
}
