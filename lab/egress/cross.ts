import { connect, type Socket } from 'node:net';
import type { Address } from '../links/service.ts';
import type { ProxyPorts } from './proxy.ts';
import type { Destination } from './rules.ts';

/** A tunnel that the rules let through. */
export interface Crossing {
  readonly from: string;
  readonly destination: Destination;
  readonly client: Socket;
  readonly route: Address;
  readonly unreachable: () => void;
  /** Called when the way is open, before anything is carried. */
  readonly opened?: ((upstream: Socket) => void) | undefined;
}

/** connect → ledger → carry; a client that leaves takes its tunnel with it. */
export function cross(crossing: Crossing, { ledger, tunnels }: ProxyPorts): void {
  const { from, destination, client, route, unreachable, opened } = crossing;
  const upstream = connect({ ...route, noDelay: true, allowHalfOpen: true });
  upstream.once('error', unreachable);
  client.once('close', () => upstream.destroy());
  upstream.once('connect', () => {
    upstream.off('error', unreachable);
    ledger.opened(from, destination);
    opened?.(upstream);
    tunnels.carry({ from, host: destination.hostname, port: destination.port }, client, upstream);
  });
}
