import { createServer, type Server, type Socket } from 'node:net';
import type { Address, LinkIdentity, Service } from './service.ts';

/** Hears that a link is now in another state than before. */
export type LinkListener = (identity: LinkIdentity, state: LinkState) => void;

/** `open` carries; `cut` drops what is there and resets every new connection; `held` swallows without a word. */
export type LinkState = 'open' | 'cut' | 'held';

/** Bytes as the service sees them, TLS included. */
export interface LinkBytes {
  readonly received: number;
  readonly sent: number;
}

export interface LinkOptions {
  readonly service: Service;
  /** Where to listen; 127.0.0.1 unless told. */
  readonly host?: string;
  readonly changed?: LinkListener;
}

/**
 * One calling host's own way to one service: a listener that only this host is told of, so that the service knows
 * who calls, and the link can be cut for this host alone.
 */
export class Link {
  readonly identity: LinkIdentity;
  readonly address: Address;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #service: Service;
  readonly #changed: LinkListener;
  #state: LinkState = 'open';
  #accepted = 0;
  #received = 0;
  #sent = 0;

  private constructor(from: string, address: Address, server: Server, options: LinkOptions) {
    this.identity = { from, to: options.service.name };
    this.address = address;
    this.#server = server;
    this.#service = options.service;
    this.#changed = options.changed ?? (() => undefined);
    server.on('connection', (socket) => this.#take(socket));
  }

  /** Listens on a free loopback port. */
  static async open(from: string, options: LinkOptions): Promise<Link> {
    const { service, host = '127.0.0.1' } = options;
    const server = createServer({ noDelay: true });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, host, resolve);
    });
    const bound = server.address();
    if (bound === null || typeof bound === 'string')
      throw new Error(`link ${from} to ${service.name} has no port`);
    return new Link(from, { host, port: bound.port }, server, options);
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Drops every connection, and from now on resets every new one. */
  cut(): void {
    this.#become('cut');
  }

  /** Drops every connection; new ones are accepted and never answered. */
  hold(): void {
    this.#become('held');
  }

  /** Carries again. Connections swallowed while held are dropped, as their peers gave up or will retry. */
  restore(): void {
    this.#become('open');
  }

  /** Bytes carried since the link opened. */
  bytes(): LinkBytes {
    let [received, sent] = [this.#received, this.#sent];
    for (const socket of this.#sockets) {
      received += socket.bytesRead;
      sent += socket.bytesWritten;
    }
    return { received, sent };
  }

  /** Grows with every byte and every connection, for the clock's look whether all is quiet. */
  activity(): number {
    const { received, sent } = this.bytes();
    return received + sent + this.#accepted;
  }

  /** Number of connections now open. */
  get connections(): number {
    return this.#sockets.size;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#dropAll();
    await closed;
  }

  #become(state: LinkState): void {
    const changed = state !== this.#state;
    this.#state = state;
    if (changed) this.#changed(this.identity, state);
    this.#dropAll();
  }

  #dropAll(): void {
    // Not reset: libuv refuses to reset a socket on which TLS is shutting down, and then leaks its handle.
    for (const socket of this.#sockets) socket.destroy();
  }

  #take(socket: Socket): void {
    this.#accepted++;
    socket.on('error', () => socket.destroy());
    if (this.#state === 'cut') {
      socket.resetAndDestroy();
      return;
    }
    this.#sockets.add(socket);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      this.#received += socket.bytesRead;
      this.#sent += socket.bytesWritten;
      this.#accepted++;
    });
    if (this.#state === 'open') this.#service.accept(socket, this.identity);
  }
}
