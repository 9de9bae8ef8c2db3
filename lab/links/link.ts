import type { Server, Socket } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { SlowLinkError } from './errors.ts';
import { listenOn, stopListening } from './listen-on.ts';
import type { Address, LinkIdentity, Service } from './service.ts';
import { SlowConnection, type SlowGround } from './slow-connection.ts';
import type { Slowness } from './slowness.ts';

/** `open` carries; `cut` drops what is there and resets every new connection; `held` swallows without a word. */
export type LinkState = 'open' | 'cut' | 'held';

/** How a link carries, at one moment. */
export interface LinkCondition {
  readonly state: LinkState;
  /** Undefined while it carries at full speed. */
  readonly slowed: Slowness | undefined;
}

/** Bytes as the caller's connection has them, TLS included. */
export interface LinkBytes {
  readonly received: number;
  readonly sent: number;
}

/** What a link is told, and whom it tells. */
export interface LinkGround {
  /** Hears that a link is now in another condition than before. */
  readonly changed: (identity: LinkIdentity, condition: LinkCondition) => void;
  /** Hears of each connection before the service does; the result is called once it is closed. */
  readonly arrived: (socket: Socket, identity: LinkIdentity) => () => void;
  /** Without it no link can be slowed. */
  readonly slow: SlowGround | undefined;
}

/** A link with a listener of its own. */
export interface ListeningLink extends Link {
  readonly address: Address;
}

/**
 * One calling host's own way to one service, so that the service knows who calls, and the link can be cut, held or
 * slowed for this host alone. Connections come by its own listener, which only this host is told of, or are taken from
 * whoever accepted them and knows the caller.
 */
export class Link {
  readonly identity: LinkIdentity;
  readonly #service: Service;
  readonly #ground: LinkGround;
  readonly #sockets = new Set<Socket>();
  readonly #slowConnections = new Set<SlowConnection>();
  #listening: Promise<ListeningLink> | undefined;
  #server: Server | undefined;
  #address: Address | undefined;
  #condition: LinkCondition = { state: 'open', slowed: undefined };
  #slowOnes = 0;
  #turns = 0;
  #received = 0;
  #sent = 0;

  constructor(from: string, service: Service, ground: LinkGround) {
    this.identity = { from, to: service.name };
    this.#service = service;
    this.#ground = ground;
  }

  /** Where the caller finds its own listener, if it has one. */
  get address(): Address | undefined {
    return this.#address;
  }

  get state(): LinkState {
    return this.#condition.state;
  }

  get slowed(): Slowness | undefined {
    return this.#condition.slowed;
  }

  /** Number of connections now open. */
  get connections(): number {
    return this.#sockets.size;
  }

  /** Listens on a free port of that local address, unless it does already. */
  listen(host: string): Promise<ListeningLink> {
    this.#listening ??= this.#listen(host).catch((error: unknown) => {
      this.#listening = undefined;
      throw error;
    });
    return this.#listening;
  }

  /** Takes a connection that its caller has opened: carries, resets or swallows it. */
  take(socket: Socket): void {
    this.#turns++;
    socket.on('error', () => socket.destroy());
    const { state, slowed } = this.#condition;
    if (state === 'cut') {
      socket.resetAndDestroy();
      return;
    }
    this.#sockets.add(socket);
    // A half-close moves no byte, and whoever passes it on may not close for long.
    socket.once('end', () => this.#turns++);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      this.#received += socket.bytesRead;
      this.#sent += socket.bytesWritten;
      this.#turns++;
    });
    if (state === 'held') return;
    if (slowed === undefined) this.#hand(socket);
    else this.#carrySlowly(socket, slowed);
  }

  /** Drops every connection, and from now on resets every new one. */
  cut(): void {
    this.#become({ ...this.#condition, state: 'cut' });
  }

  /** Drops every connection; new ones are accepted and never answered. */
  hold(): void {
    this.#become({ ...this.#condition, state: 'held' });
  }

  /** Carries again, and at full speed. Connections swallowed while held are dropped: their peers gave up or will retry. */
  restore(): void {
    this.#become({ state: 'open', slowed: undefined });
  }

  /**
   * Carries with this latency, jitter and loss from now on; undefined ends that. Connections that are open when a link
   * becomes slow or fast are dropped, as nothing can be put between an established socket and the TLS on it; other
   * figures hold at once for what is open. Throws SlowLinkError.
   */
  slow(slowness: Slowness | undefined): void {
    if (slowness !== undefined && this.#ground.slow === undefined) throw new SlowLinkError(this.identity);
    this.#become({ ...this.#condition, slowed: slowness });
  }

  /** Bytes carried since the link was made. */
  bytes(): LinkBytes {
    let [received, sent] = [this.#received, this.#sent];
    for (const socket of this.#sockets) {
      received += socket.bytesRead;
      sent += socket.bytesWritten;
    }
    return { received, sent };
  }

  /** Grows with every byte, every connection and every end of one, for the clock's look whether all is quiet. */
  activity(): number {
    const { received, sent } = this.bytes();
    let activity = received + sent + this.#turns;
    for (const connection of this.#slowConnections) activity += connection.activity();
    return activity;
  }

  async close(): Promise<void> {
    await this.#listening?.catch(() => undefined);
    const closed = stopListening(this.#server);
    this.#dropAll();
    await closed;
  }

  async #listen(host: string): Promise<ListeningLink> {
    const { server, port } = await listenOn(host, (socket) => this.take(socket));
    this.#server = server;
    this.#address = { host, port };
    if (!isListening(this)) throw new Error(`${host} has no listener`);
    return this;
  }

  #become(condition: LinkCondition): void {
    const before = this.#condition;
    if (isDeepStrictEqual(before, condition)) return;
    this.#condition = condition;
    this.#ground.changed(this.identity, condition);
    const otherFiguresOnly =
      condition.state === before.state && condition.slowed !== undefined && before.slowed !== undefined;
    if (!otherFiguresOnly) this.#dropAll();
  }

  #dropAll(): void {
    for (const connection of this.#slowConnections) connection.drop();
    // Not reset: libuv refuses to reset a socket on which TLS is shutting down, and then leaks its handle.
    for (const socket of this.#sockets) socket.destroy();
  }

  #hand(socket: Socket): void {
    socket.once('close', this.#ground.arrived(socket, this.identity));
    this.#service.accept(socket, this.identity);
  }

  #carrySlowly(caller: Socket, first: Slowness): void {
    const ground = this.#ground.slow;
    if (ground === undefined) return;
    const name = `${this.identity.from}>${this.identity.to}`;
    const connection = new SlowConnection({
      clock: ground.clock,
      chance: ground.chance.fork(`${name} ${++this.#slowOnes}`),
      caller,
      name,
      slowness: () => this.slowed ?? first,
      hand: (socket) => this.#hand(socket),
      ended: () => {
        this.#slowConnections.delete(connection);
        this.#turns += connection.activity() + 1;
      },
    });
    this.#slowConnections.add(connection);
  }
}

function isListening(link: Link): link is ListeningLink {
  return link.address !== undefined;
}
