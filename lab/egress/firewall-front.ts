import type { Clock, NearParticipant } from '../clock/clock.ts';
import type { Callers } from '../frontage/callers.ts';
import { startFrontage } from '../frontage/frontage.ts';
import type { Links } from '../links/links.ts';
import type { Service } from '../links/service.ts';
import type { NameServerOptions, StartedNameServer } from './name-server.ts';

/** Where the firewall stands. */
export interface FirewallPlace {
  /** Local address of its listeners: `0.0.0.0` for every network. */
  readonly bind: string;
  /** Its own IPv4 address, as calling hosts reach it. */
  readonly address: string;
  readonly callers: Callers;
  readonly links: Pick<Links, 'take'>;
  /** Where it really listens, for tests: each port in place of itself unless given, 53 among them. */
  readonly portFor?: ((port: number) => number) | undefined;
}

/** What the firewall's ports lead to. */
export interface FirewallParts {
  readonly services: readonly { readonly port: number; readonly service: Service }[];
  readonly serveNames: (options: NameServerOptions) => Promise<StartedNameServer>;
  readonly clock: Clock;
}

/** The firewall's listeners; the lab clock should look at them (`probe`). */
export interface StartedFirewall extends NearParticipant, AsyncDisposable {
  /** By the port that each stands for, 53 among them: where it listens. */
  readonly ports: ReadonlyMap<number, number>;
  stop(): Promise<void>;
}

const DNS_PORT = 53;

/** Opens the firewall's ports. Rejects with Node's own error when one cannot be had. */
export async function startFirewallFront(
  place: FirewallPlace,
  { services, serveNames, clock }: FirewallParts,
): Promise<StartedFirewall> {
  const { portFor = (port: number): number => port, bind, address, callers } = place;
  await using starting = new AsyncDisposableStack();
  const listeners = services.map(({ port, service }) => ({
    port: portFor(port),
    services: { default: service },
  }));
  const frontage = starting.use(await startFrontage({ bind, callers, links: place.links, clock, listeners }));
  const names = await serveNames({ bind, port: portFor(DNS_PORT), address, callers });
  starting.defer(() => names.stop());
  const ports = new Map(services.map(({ port }, n) => [port, frontage.ports[n] ?? port]));
  ports.set(DNS_PORT, names.port);
  const started = starting.move();
  const stop = (): Promise<void> => started.disposeAsync();
  return {
    name: 'firewall',
    ports,
    probe: () => ({ activity: frontage.probe().activity + names.activity(), busy: [] }),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
