import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '../clock/clock.ts';
import { readServerName } from '../frontage/client-hello.ts';
import { quietServer } from '../http/quiet-server.ts';
import { readFirstBytes } from '../links/first-bytes.ts';
import type { LinkIdentity, Service } from '../links/service.ts';
import { resetSocket } from '../links/splice.ts';
import { cross } from './cross.ts';
import { PLAIN_PORTS, readHost, TUNNEL_PORT } from './destination.ts';
import { forward } from './forward.ts';
import { judge } from './judge.ts';
import type { Reason } from './ledger.ts';
import type { ProxyPorts } from './proxy.ts';

interface PlainCaller {
  readonly from: string;
  readonly port: number;
}

/** A ClientHello that does not come: as long as devices of this kind commonly wait. */
const HELLO_LIMIT_MS = 30_000;

/**
 * The firewall without a proxy: hosts call it in the belief that it is their destination, as its name server has told
 * them. Whom they want is the server name in TLS, and the Host header of plain requests.
 */
export class Firewall {
  /** By the port that it is to be reached at. */
  readonly services: readonly { readonly port: number; readonly service: Service }[];
  readonly #ports: ProxyPorts;
  readonly #clock: Clock;
  readonly #plain: Server;
  readonly #sockets = new Set<Socket>();
  readonly #plainCallers = new WeakMap<Socket, PlainCaller>();

  constructor(ports: ProxyPorts, clock: Clock) {
    this.#ports = ports;
    this.#clock = clock;
    this.#plain = quietServer().on('request', (request, response) => {
      const { from = 'unknown', port = 0 } = this.#plainCallers.get(request.socket) ?? {};
      const destination = readHost(request.headers.host, port, request.url);
      forward({ from, destination, request, response }, ports);
    });
    this.#plain.on('clientError', (_error, socket) => socket.destroy());
    this.services = [
      this.#at(TUNNEL_PORT, (socket, from) => this.#acceptTls(socket, from)),
      ...PLAIN_PORTS.map((port) => this.#at(port, (socket, from) => this.#acceptPlain(socket, from, port))),
    ];
  }

  /** Drops every connection. */
  reset(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #at(
    port: number,
    accept: (socket: Socket, from: string) => void,
  ): { readonly port: number; readonly service: Service } {
    const take = (socket: Socket, { from }: LinkIdentity): void => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
      // A peer that has said all it has to say may still be answered.
      socket.allowHalfOpen = true;
      accept(socket, from);
    };
    return { port, service: { name: `EGRESS/${port}`, accept: take } };
  }

  #acceptPlain(socket: Socket, from: string, port: number): void {
    this.#plainCallers.set(socket, { from, port });
    this.#plain.emit('connection', socket);
  }

  #acceptTls(client: Socket, from: string): void {
    readFirstBytes({
      socket: client,
      clock: this.#clock,
      limitMs: HELLO_LIMIT_MS,
      read: readServerName,
      decide: ({ serverName }) => this.#tunnel(client, from, serverName),
    });
  }

  /** server name → rules → route → connect → carry; a refusal is a reset, as a firewall has no words. */
  #tunnel(client: Socket, from: string, serverName: string | undefined): void {
    const wanted = serverName === undefined ? undefined : { hostname: serverName, port: TUNNEL_PORT };
    const destination = wanted ?? { hostname: '(no server name)', port: TUNNEL_PORT };
    const refuse = (reason: Reason): void => {
      this.#ports.ledger.refuse('tunnel', from, destination, reason);
      resetSocket(client);
    };
    const { route, reason } = judge(from, wanted, [TUNNEL_PORT], this.#ports);
    if (route === undefined) return refuse(reason);
    cross({ from, destination, client, route, unreachable: () => refuse('unreachable') }, this.#ports);
  }
}
