import type { Socket } from 'node:net';
import type { Chance } from '../chance/chance.ts';
import type { Clock } from '../clock/clock.ts';
import { DelayLine } from './delay-line.ts';
import { loopbackPair } from './loopback-pair.ts';
import { Transit, type Slowness } from './slowness.ts';

/** What slowed connections need. */
export interface SlowGround {
  readonly clock: Clock;
  readonly chance: Chance;
}

export interface SlowConnectionOptions extends SlowGround {
  /** The caller's connection. */
  readonly caller: Socket;
  /** Asked for each piece, so that new figures hold at once. */
  readonly slowness: () => Slowness;
  /** For the clock's list of timers: `AGENT1>DC1/ldaps`. */
  readonly name: string;
  /** Takes the connection in the service's stead of the caller's own. */
  readonly hand: (socket: Socket) => void;
  /** Both connections are closed. */
  readonly ended: () => void;
}

/**
 * A connection that is carried through two delay lines: caller ⇄ lab clock ⇄ a private loopback connection, of which the
 * service is handed the other end, as TLS works on real sockets alone.
 */
export class SlowConnection {
  readonly #options: SlowConnectionOptions;
  #lines: readonly DelayLine[] = [];
  #sockets: readonly Socket[];
  #opening = true;
  #dropped = false;
  #ended = false;

  constructor(options: SlowConnectionOptions) {
    this.#options = options;
    this.#sockets = [options.caller];
    options.caller.pause();
    options.caller.allowHalfOpen = true;
    options.caller.once('close', () => this.#endIfClosed());
    void this.#open();
  }

  /** Grows with every byte that the private connection moves. */
  activity(): number {
    const [, ...ours] = this.#sockets;
    return ours.reduce((sum, { bytesRead, bytesWritten }) => sum + bytesRead + bytesWritten, 0);
  }

  /** Drops both connections, and what is under way between them. */
  drop(): void {
    this.#dropped = true;
    for (const line of this.#lines) line.drop();
    for (const socket of this.#sockets) socket.destroy();
    this.#endIfClosed();
  }

  #endIfClosed(): void {
    if (this.#opening || this.#ended || this.#sockets.some(({ closed }) => !closed)) return;
    this.#ended = true;
    this.#options.ended();
  }

  async #open(): Promise<void> {
    const { caller, clock, chance, slowness, name, hand } = this.#options;
    const { latencyMs } = slowness();
    const started = clock.now();
    const pair = await clock
      .busy(`${name} opening a slowed connection`, loopbackPair())
      .catch(() => undefined);
    this.#opening = false;
    if (pair === undefined) return this.drop();
    const { dialled, accepted } = pair;
    this.#sockets = [caller, dialled, accepted];
    for (const socket of [dialled, accepted]) {
      socket.on('error', () => socket.destroy());
      socket.once('close', () => this.#endIfClosed());
    }
    if (this.#dropped || caller.destroyed) return this.drop();
    const common = { clock, name: `${name} carrying`, gaveUp: () => this.drop() };
    // A handshake comes first: the caller may send after a round trip, the service when the first packet has reached it.
    const up = new Transit(slowness, chance.fork('up'), started + 2 * latencyMs);
    const down = new Transit(slowness, chance.fork('down'), started + latencyMs);
    this.#lines = [
      new DelayLine({ ...common, from: caller, to: dialled, transit: up }),
      new DelayLine({ ...common, from: dialled, to: caller, transit: down }),
    ];
    hand(accepted);
  }
}
