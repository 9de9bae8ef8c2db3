import type { Socket } from 'node:net';
import { resetSocket, splice } from '../links/splice.ts';

/** A tunnel from a simulated host to a destination. */
export interface Tunnel {
  readonly from: string;
  readonly host: string;
  readonly port: number;
}

/** The tunnels that are open. */
export class Tunnels {
  readonly #open = new Map<Tunnel, readonly [Socket, Socket]>();
  #opened = 0;

  /** Number of tunnels ever opened. */
  get opened(): number {
    return this.#opened;
  }

  list(): Tunnel[] {
    return [...this.#open.keys()];
  }

  /** Carries bytes both ways, half-closes included, until both ends are done; a reset goes through as a reset. */
  carry(tunnel: Tunnel, client: Socket, upstream: Socket): void {
    this.#opened++;
    this.#open.set(tunnel, [client, upstream]);
    splice(client, upstream);
    client.once('close', () => this.#open.delete(tunnel));
  }

  /** Resets every tunnel that fits. */
  reset(fits: (tunnel: Tunnel) => boolean): void {
    for (const [tunnel, sockets] of this.#open) {
      if (fits(tunnel)) for (const socket of sockets) resetSocket(socket);
    }
  }
}
