import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Address, LinkIdentity, Service } from '../links/service.ts';
import { readAbsolute, readAuthority } from './destination.ts';
import { forward } from './forward.ts';
import type { Ledger } from './ledger.ts';
import type { Rules } from './rules.ts';
import { openTunnel } from './open-tunnel.ts';
import type { Tunnels } from './tunnels.ts';

/** What the proxy's shell works with. */
export interface ProxyPorts {
  readonly rules: Rules;
  readonly tunnels: Tunnels;
  readonly ledger: Ledger;
  /** Where a name and port lead inside the lab; nothing else can be reached. */
  readonly routes: (hostname: string, port: number) => Address | undefined;
}

const HEADER_LIMIT = 16_384;

/** An HTTP proxy (RFC 9110 section 3.7): CONNECT for TLS, absolute form for plain HTTP. Callers are told by their link. */
export class Proxy {
  readonly service: Service = { name: 'EGRESS/proxy', accept: (socket, link) => this.#accept(socket, link) };
  readonly #ports: ProxyPorts;
  readonly #server: Server;
  readonly #callers = new Map<Duplex, string>();

  constructor(ports: ProxyPorts) {
    this.#ports = ports;
    this.#server = createServer({ maxHeaderSize: HEADER_LIMIT, noDelay: true });
    this.#server.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) =>
      this.#connect(request, socket, head),
    );
    this.#server.on('request', (request: IncomingMessage, response: ServerResponse) =>
      this.#request(request, response),
    );
    this.#server.on('upgrade', (_request: IncomingMessage, socket: Socket) => socket.destroy());
    this.#server.on('clientError', (_error: Error, socket: Duplex) => refuseMalformed(socket));
  }

  /** Resets the connections of one host, or of all. */
  reset(from?: string): void {
    for (const [socket, caller] of this.#callers) {
      if (from === undefined || caller === from) socket.destroy();
    }
  }

  #accept(socket: Socket, { from }: LinkIdentity): void {
    // A peer that has said all it has to say may still be answered.
    socket.allowHalfOpen = true;
    this.#callers.set(socket, from);
    socket.once('close', () => this.#callers.delete(socket));
    this.#server.emit('connection', socket);
  }

  #connect(request: IncomingMessage, socket: Socket, head: Buffer): void {
    const from = this.#callers.get(socket) ?? 'unknown';
    openTunnel({ from, destination: readAuthority(request.url), client: socket, head }, this.#ports);
  }

  #request(request: IncomingMessage, response: ServerResponse): void {
    const from = this.#callers.get(request.socket) ?? 'unknown';
    forward({ from, destination: readAbsolute(request.url), request, response }, this.#ports);
  }
}

function refuseMalformed(socket: Duplex): void {
  if (socket.writable)
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  socket.once('finish', () => socket.destroy());
}
