import type { NearParticipant } from '../clock/clock.ts';
import type { ControlImplementation } from '../control/control.ts';
import { Callers, forwarder, startFrontage, type FrontageListener } from '../frontage/index.ts';
import type { Address } from '../links/service.ts';
import type { HostedComponents } from './component-host.ts';
import type { hostContract } from './host-contract.ts';
import type { ExposeOrder } from './orders.ts';

type Doors = Pick<
  ControlImplementation<typeof hostContract>,
  'introduce' | 'expose' | 'startGateway' | 'openFirewall' | 'route'
>;

/** Every network that the host is in. */
const ANYWHERE = '0.0.0.0';

/** A host's real ports, where it has an address of its own: for its own services, as a gateway for another's, as a firewall. */
export function doors(here: HostedComponents): Doors {
  const callers = new Callers();
  const routes = new Map<string, Map<string, Address>>();
  const { links, history } = here.ground;
  const routeOf = (to: string, from: string): Address | undefined => {
    const address = routes.get(to)?.get(from);
    // Nobody's name can be put to it, so the link of no host may carry it. Its name is its address.
    if (address === undefined)
      history.append({ component: 'network', kind: 'caller.refused', data: { from, to } });
    return address;
  };
  const opened = (door: NearParticipant & AsyncDisposable): void => {
    here.ground.watch(door);
    here.closes(door);
  };
  const listen = async (listeners: readonly FrontageListener[]): Promise<void> => {
    const clock = here.ground.clockFor('frontage');
    opened(await startFrontage({ bind: ANYWHERE, listeners, callers, links, clock }));
  };
  return {
    introduce: ({ from, addresses }) => callers.introduce(from, addresses),
    expose: ({ listeners }) => listen(listeners.map((one) => listenerOf(here, one))),
    startGateway: ({ listeners }) =>
      listen(
        listeners.map(({ port, service }) => ({
          port,
          services: { default: forwarder(`gateway/${service}`, (from) => routeOf(service, from)) },
        })),
      ),
    openFirewall: async ({ address }) =>
      opened(await here.openFirewall({ bind: ANYWHERE, address, callers, links })),
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
