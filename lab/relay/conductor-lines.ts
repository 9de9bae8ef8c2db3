import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Clock, Timer } from '../clock/clock.ts';
import { wallClock } from '../clock/wall-clock.ts';
import type { Address } from '../links/service.ts';
import { RelayRefusedError, RelayUnreachableError } from './errors.ts';
import { CALL, CONDUCTOR, REFUSED, WAITING } from './lines.ts';
import { nextLine } from './next-line.ts';

export interface LinesOptions {
  /** Where the relay's port is published. */
  readonly address: Address;
  readonly token: string;
  /** Connections kept waiting; 8 unless given. */
  readonly spare?: number | undefined;
  /** Takes a host's connection, as if the host had dialled this process. */
  readonly accept: (socket: Socket, remoteAddress: string) => void;
  /** Told once when the relay, which had answered before, refuses. */
  readonly lost?: ((error: Error) => void) | undefined;
  /** By what lost connections are dialled anew; the wall, as it is no host of the lab that waits. */
  readonly clock?: Clock | undefined;
}

/** Connections that wait at a relay for hosts to call. */
export interface HeldLines extends AsyncDisposable {
  /** Number now waiting. */
  readonly waiting: number;
  /** Ends those that wait; calls under way are their takers'. */
  close(): Promise<void>;
}

const SPARE = 8;
const REDIAL_MS = 200;

/**
 * Keeps connections waiting at a relay, and dials another for each that is called or lost. Resolves once one waits.
 * Throws RelayUnreachableError, RelayRefusedError.
 */
export async function holdLines(options: LinesOptions): Promise<HeldLines> {
  const lines = new Lines(options);
  try {
    await lines.first();
  } catch (error) {
    await lines.close();
    throw error;
  }
  return lines;
}

class Lines implements HeldLines {
  readonly #options: LinesOptions;
  readonly #clock: Clock;
  readonly #sockets = new Set<Socket>();
  readonly #redials = new Set<Timer>();
  #waiting = 0;
  #closed = false;

  constructor(options: LinesOptions) {
    this.#options = options;
    this.#clock = options.clock ?? wallClock('relay lines');
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** The first line proves the address and the token; the others follow. */
  async first(): Promise<void> {
    const line = await this.#dial();
    for (let more = 1; more < (this.#options.spare ?? SPARE); more++) void this.#keepOne();
    void this.#keepOne(line);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#redials) timer.cancel();
    const ends = [...this.#sockets].map(
      (socket) => new Promise((resolve) => socket.once('close', resolve).destroy()),
    );
    await Promise.all(ends);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** One line after another, until all are closed. */
  async #keepOne(dialled?: Socket): Promise<void> {
    try {
      await this.#serve(dialled ?? (await this.#dial()));
      this.#again();
    } catch (error) {
      if (error instanceof RelayRefusedError) this.#lose(error);
      else this.#redialLater();
    }
  }

  #again(): void {
    if (!this.#closed) void this.#keepOne();
  }

  #redialLater(): void {
    if (this.#closed) return;
    const timer = this.#clock.after(REDIAL_MS, 'dialling the relay anew', () => {
      this.#redials.delete(timer);
      this.#again();
    });
    this.#redials.add(timer);
  }

  #lose(error: Error): void {
    if (this.#closed) return;
    this.#options.lost?.(error);
    void this.close();
  }

  /** connect → token → waiting. Throws RelayUnreachableError, RelayRefusedError. */
  async #dial(): Promise<Socket> {
    const { address, token } = this.#options;
    const at = `${address.host}:${address.port}`;
    const socket = connect({ ...address, noDelay: true, allowHalfOpen: true });
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    try {
      await once(socket, 'connect');
    } catch (error) {
      throw new RelayUnreachableError(at, error instanceof Error ? error.message : String(error));
    }
    socket.on('error', () => socket.destroy());
    socket.setKeepAlive(true, 30_000);
    socket.write(`${CONDUCTOR}${token}\n`);
    const answer = await nextLine(socket);
    if (answer === WAITING) return socket;
    socket.destroy();
    throw answer === REFUSED
      ? new RelayRefusedError(at)
      : new RelayUnreachableError(at, 'what answers there is no relay, or it has just ended');
  }

  /** Waits for a call and hands it over. Throws RelayUnreachableError when the line is lost instead. */
  async #serve(socket: Socket): Promise<void> {
    this.#waiting++;
    const line = await nextLine(socket);
    this.#waiting--;
    if (line?.startsWith(CALL) !== true) {
      socket.destroy();
      const { host, port } = this.#options.address;
      throw new RelayUnreachableError(`${host}:${port}`, 'the connection was lost');
    }
    this.#sockets.delete(socket);
    this.#options.accept(socket, line.slice(CALL.length));
  }
}
