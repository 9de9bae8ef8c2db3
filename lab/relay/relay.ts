import type { Server, Socket } from 'node:net';
import type { Clock, Timer } from '../clock/clock.ts';
import { readFirstBytes } from '../links/first-bytes.ts';
import { listenOn, stopListening } from '../links/listen-on.ts';
import { splice } from '../links/splice.ts';
import { CALL, readOpening, REFUSED, sameToken, WAITING } from './lines.ts';

export interface RelayLimits {
  /** Hosts that may wait for a conductor at once, and for how long in milliseconds. */
  readonly hosts: number;
  readonly waitMs: number;
  /** Connections of the conductor that may wait for a call. */
  readonly lines: number;
  /** Milliseconds that anybody may take over the first words. */
  readonly firstWordsMs: number;
}

export interface RelayOptions {
  readonly bind: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** What the conductor must know; hosts show theirs to the conductor. */
  readonly conductorToken: string;
  /** The relay's limits run by it: the wall's in a container of its own. */
  readonly clock: Clock;
  readonly limits?: Partial<RelayLimits> | undefined;
}

export interface StartedRelay extends AsyncDisposable {
  readonly port: number;
  stop(): Promise<void>;
}

const LIMITS: RelayLimits = { hosts: 256, waitMs: 30_000, lines: 256, firstWordsMs: 10_000 };

/**
 * Where hosts and their conductor meet, as neither can reach the other: both dial it. A host is spliced with one of
 * the connections that the conductor keeps waiting, and speaks to it as if it had dialled the conductor.
 */
export async function startRelay(options: RelayOptions): Promise<StartedRelay> {
  const relay = new Relay(options);
  const port = await relay.listen();
  const stop = (): Promise<void> => relay.stop();
  return { port, stop, [Symbol.asyncDispose]: stop };
}

class Relay {
  readonly #options: RelayOptions;
  readonly #limits: RelayLimits;
  readonly #sockets = new Set<Socket>();
  /** In order of arrival. */
  readonly #lines = new Set<Socket>();
  readonly #hosts = new Map<Socket, Timer>();
  #server: Server | undefined;

  constructor(options: RelayOptions) {
    this.#options = options;
    this.#limits = { ...LIMITS, ...options.limits };
  }

  async listen(): Promise<number> {
    const { bind, port } = this.#options;
    const listening = await listenOn(bind, (socket) => this.#accept(socket), port);
    this.#server = listening.server;
    return listening.port;
  }

  async stop(): Promise<void> {
    const closed = stopListening(this.#server);
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#forget(socket));
    // A peer that has said all it has to say may still be answered.
    socket.allowHalfOpen = true;
    socket.setKeepAlive(true, 30_000);
    readFirstBytes({
      socket,
      clock: this.#options.clock,
      limitMs: this.#limits.firstWordsMs,
      read: readOpening,
      decide: (opening) => {
        if (opening.of === 'host') this.#host(socket);
        else if (opening.of === 'nobody') socket.destroy();
        else this.#conductor(socket, opening.token, opening.length);
      },
    });
  }

  #forget(socket: Socket): void {
    this.#sockets.delete(socket);
    this.#lines.delete(socket);
    this.#hosts.get(socket)?.cancel();
    this.#hosts.delete(socket);
  }

  #host(socket: Socket): void {
    const { hosts, waitMs } = this.#limits;
    const [line] = this.#lines;
    if (line !== undefined) return this.#join(socket, line);
    if (this.#hosts.size >= hosts) return void socket.destroy();
    const { clock } = this.#options;
    this.#hosts.set(
      socket,
      clock.after(waitMs, 'a host waiting for a conductor', () => socket.destroy()),
    );
  }

  #conductor(socket: Socket, token: string, length: number): void {
    if (this.#lines.size >= this.#limits.lines) return void socket.destroy();
    if (!sameToken(token, this.#options.conductorToken)) {
      socket.end(`${REFUSED}\n`, () => socket.destroy());
      return;
    }
    socket.read(length);
    socket.write(`${WAITING}\n`);
    // Reading tells at once when the conductor goes.
    socket.once('end', () => this.#leave(socket)).resume();
    this.#lines.add(socket);
    const [host] = this.#hosts.keys();
    if (host !== undefined) this.#join(host, socket);
  }

  /** A line that ends while it waits. */
  #leave(line: Socket): void {
    if (this.#lines.delete(line)) line.destroy();
  }

  #join(host: Socket, line: Socket): void {
    this.#hosts.get(host)?.cancel();
    this.#hosts.delete(host);
    this.#lines.delete(line);
    line.write(`${CALL}${host.remoteAddress ?? 'unknown'}\n`);
    splice(host, line);
  }
}
