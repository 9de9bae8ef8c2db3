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
  /** Not asked about yet: most never are, and the system has to be asked for what tells each of them. */
  readonly #fresh = new Map<Connection, LinkIdentity>();
  readonly #keys = new Map<Connection, string>();

  /** Remembers a connection until the result is called. */
  add(connection: Connection, identity: LinkIdentity): () => void {
    this.#fresh.set(connection, identity);
    return () => {
      this.#fresh.delete(connection);
      this.#forget(connection, identity);
    };
  }

  of(connection: Connection): LinkIdentity | undefined {
    for (const [fresh, identity] of this.#fresh) this.#enter(fresh, identity);
    this.#fresh.clear();
    const key = keyOf(connection);
    return key === undefined ? undefined : this.#byConnection.get(key);
  }

  #enter(connection: Connection, identity: LinkIdentity): void {
    const key = keyOf(connection);
    if (key === undefined) return;
    this.#byConnection.set(key, identity);
    this.#keys.set(connection, key);
  }

  #forget(connection: Connection, identity: LinkIdentity): void {
    const key = this.#keys.get(connection);
    this.#keys.delete(connection);
    if (key !== undefined && this.#byConnection.get(key) === identity) this.#byConnection.delete(key);
  }
}

/** The local port too: one remote port may be in use towards several of ours at once. */
function keyOf({ remoteAddress, remotePort, localPort }: Connection): string | undefined {
  if (remoteAddress === undefined || remotePort === undefined) return undefined;
  return `${remoteAddress} ${remotePort} ${localPort ?? 0}`;
}
