import type { LinkIdentity } from './service.ts';

/** What tells one TCP connection from another, as sockets of every kind say it. */
export interface Connection {
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
  readonly localPort?: number | undefined;
}

/** Who is at the other end of each connection that links have handed out. */
export class OpenConnections {
  readonly #byConnection = new Map<string, LinkIdentity>();

  /** Remembers a connection until the result is called. */
  add(connection: Connection, identity: LinkIdentity): () => void {
    const key = keyOf(connection);
    if (key === undefined) return () => undefined;
    this.#byConnection.set(key, identity);
    return () => {
      if (this.#byConnection.get(key) === identity) this.#byConnection.delete(key);
    };
  }

  of(connection: Connection): LinkIdentity | undefined {
    const key = keyOf(connection);
    return key === undefined ? undefined : this.#byConnection.get(key);
  }
}

/** The local port too: one remote port may be in use towards several of ours at once. */
function keyOf({ remoteAddress, remotePort, localPort }: Connection): string | undefined {
  if (remoteAddress === undefined || remotePort === undefined) return undefined;
  return `${remoteAddress} ${remotePort} ${localPort ?? 0}`;
}
