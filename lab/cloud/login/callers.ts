import type { Socket } from 'node:net';
import type { Links } from '../../links/links.ts';

/** Who calls on each connection, asked once: a simulated host's name, or an address. */
export class Callers {
  readonly #links: Pick<Links, 'callerOf'>;
  readonly #known = new WeakMap<Socket, string>();

  constructor(links: Pick<Links, 'callerOf'>) {
    this.#links = links;
  }

  of(socket: Socket): string {
    const known = this.#known.get(socket);
    if (known !== undefined) return known;
    const found = this.#links.callerOf(socket)?.from ?? socket.remoteAddress ?? 'unknown';
    this.#known.set(socket, found);
    return found;
  }
}
