import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { MESSAGE_LIMIT } from './messages.ts';
import { readToConductor } from './read-message.ts';

/** A host that has dialled in and serves no lab yet. */
export interface WaitingHost {
  readonly name: string;
  readonly socket: WebSocket;
}

/** Takes over an upgrade of some other kind, such as an agent's to the lab clock. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Where component hosts dial in, and wait until a lab takes them. */
export class Reception implements AsyncDisposable {
  /** A fresh secret, that every host of this reception shows. */
  readonly token: string;
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_LIMIT,
    perMessageDeflate: false,
  });
  readonly #waiting: WaitingHost[] = [];
  readonly #wanted: { readonly name: string; readonly take: (host: WaitingHost) => void }[] = [];
  #others: Upgrade = (_request, socket) => socket.destroy();

  constructor(token: string) {
    this.token = token;
    this.#server = createServer((_request, response) => response.writeHead(426).end());
    this.#server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      this.#upgrade(request, socket, head),
    );
  }

  /** Listens for hosts of this machine; the address for their PTALAB_CONDUCTOR. */
  async listen(bind = '127.0.0.1', port = 0): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, bind, resolve);
    });
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  /** Takes a connection that was accepted elsewhere, such as by the relay. */
  accept(socket: Socket): void {
    this.#server.emit('connection', socket);
  }

  /** The path and query under which hosts dial in. */
  get path(): string {
    return `/host?token=${this.token}`;
  }

  /** Upgrades that are not of a host. */
  otherwise(upgrade: Upgrade): void {
    this.#others = upgrade;
  }

  /** Names of the hosts that wait now. */
  waiting(): string[] {
    return this.#waiting.map(({ name }) => name);
  }

  /** The next host of that name that dials in, or one that waits already. Rejects once `withdrawn` aborts. */
  take(name: string, withdrawn?: AbortSignal): Promise<WaitingHost> {
    const at = this.#waiting.findIndex((one) => one.name === name);
    const [waiting] = at < 0 ? [] : this.#waiting.splice(at, 1);
    if (waiting !== undefined) return Promise.resolve(waiting);
    return new Promise((take, reject) => {
      const wanted = { name, take };
      this.#wanted.push(wanted);
      const withdraw = (): void => {
        const still = this.#wanted.indexOf(wanted);
        if (still >= 0) this.#wanted.splice(still, 1);
        reject(new Error(`nobody waits for ${name} any more`));
      };
      withdrawn?.addEventListener('abort', withdraw, { once: true });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const asked = URL.parse(request.url ?? '/', 'ws://lab');
    if (asked?.pathname !== '/host') return this.#others(request, socket, head);
    if (!isSame(asked.searchParams.get('token') ?? '', this.token)) return refuse(socket);
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => this.#greet(webSocket));
  }

  #greet(socket: WebSocket): void {
    socket.on('error', () => socket.terminate());
    socket.once('message', (data) => {
      const hello = readToConductor(String(data));
      if (hello?.op !== 'hello') return socket.terminate();
      this.#seat({ name: hello.name, socket });
    });
  }

  #seat(host: WaitingHost): void {
    if (host.socket.readyState !== host.socket.OPEN) return;
    const at = this.#wanted.findIndex(({ name }) => name === host.name);
    const [wanted] = at < 0 ? [] : this.#wanted.splice(at, 1);
    if (wanted !== undefined) return wanted.take(host);
    this.#waiting.push(host);
    host.socket.once('close', () => {
      const still = this.#waiting.indexOf(host);
      if (still >= 0) this.#waiting.splice(still, 1);
    });
  }
}

/** Told apart from a conductor that is not there. */
function refuse(socket: Duplex): void {
  socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  socket.once('error', () => socket.destroy());
}

function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}
