import type { Server, Socket } from 'node:net';
import type { Clock, NearParticipant, Probe } from '../clock/clock.ts';
import type { Links } from '../links/links.ts';
import { listenOn, stopListening } from '../links/listen-on.ts';
import type { Service } from '../links/service.ts';
import type { Callers } from './callers.ts';
import { readServerName } from './client-hello.ts';
import { readFirstBytes } from '../links/first-bytes.ts';
import { NameTable } from './name-table.ts';

/** The services at one port. */
export interface PortServices {
  /** For callers that ask for no name of `byName`. */
  readonly default?: Service | undefined;
  /** By the server name that a TLS client asks for: full names, or `*.` and a domain. */
  readonly byName?: Readonly<Record<string, Service>> | undefined;
}

export interface FrontageListener {
  /** 0 for any that is free. */
  readonly port: number;
  readonly services: PortServices;
}

export interface FrontageOptions {
  /** Local address: `0.0.0.0` for every network that the host is in. */
  readonly bind: string;
  readonly listeners: readonly FrontageListener[];
  readonly callers: Callers;
  readonly links: Pick<Links, 'take'>;
  readonly clock: Clock;
}

/** The real ports of a host, shared by all who call it. */
export interface StartedFrontage extends NearParticipant, AsyncDisposable {
  /** Ports that it listens on, in the order of the listeners. */
  readonly ports: readonly number[];
  /** Listens no more; connections that links have taken are theirs. */
  stop(): Promise<void>;
}

const HELLO_LIMIT_MS = 60_000;

/**
 * Listens on a host's real ports: address → caller, port and asked-for name → service, and then the connection is the
 * caller's link's. Rejects with Node's own error when a port cannot be had. Its clock should look at it (`probe`).
 */
export async function startFrontage(options: FrontageOptions): Promise<StartedFrontage> {
  const frontage = new Frontage(options);
  try {
    await frontage.listen();
  } catch (error) {
    await frontage.stop();
    throw error;
  }
  return frontage;
}

class Frontage implements StartedFrontage {
  readonly name = 'frontage';
  readonly ports: number[] = [];
  readonly #options: FrontageOptions;
  readonly #servers: Server[] = [];
  /** Connections whose first words are not complete. */
  readonly #arriving = new Set<Socket>();
  #activity = 0;

  constructor(options: FrontageOptions) {
    this.#options = options;
  }

  async listen(): Promise<void> {
    const { bind, listeners } = this.#options;
    for (const { port, services } of listeners) {
      const listening = await listenOn(bind, this.#acceptor(services), port);
      this.#servers.push(listening.server);
      this.ports.push(listening.port);
    }
  }

  probe(): Probe {
    return { activity: this.#activity, busy: [] };
  }

  async stop(): Promise<void> {
    const closed = this.#servers.splice(0).map(stopListening);
    for (const socket of this.#arriving) socket.destroy();
    await Promise.all(closed);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  #acceptor(services: PortServices): (socket: Socket) => void {
    const { default: other, byName } = services;
    if (byName === undefined) return (socket) => this.#take(socket, other);
    const names = new NameTable(byName);
    return (socket) =>
      this.#whenNamed(socket, (serverName) =>
        this.#take(socket, serverName === undefined ? other : (names.find(serverName) ?? other)),
      );
  }

  #whenNamed(socket: Socket, decide: (serverName: string | undefined) => void): void {
    const { clock } = this.#options;
    const heard = (): number => this.#activity++;
    this.#arriving.add(socket);
    socket.once('close', () => this.#arriving.delete(socket));
    readFirstBytes({
      socket,
      clock,
      limitMs: HELLO_LIMIT_MS,
      read: readServerName,
      heard,
      decide: ({ serverName }) => {
        this.#arriving.delete(socket);
        decide(serverName);
      },
    });
  }

  #take(socket: Socket, service: Service | undefined): void {
    const { callers, links } = this.#options;
    this.#activity++;
    if (service === undefined) socket.on('error', () => undefined).resetAndDestroy();
    else links.take(callers.nameOf(socket.remoteAddress), service, socket);
  }
}
