import type { Duplex } from 'node:stream';
import { setImmediate } from 'node:timers';
import type { Clock, Timer } from '../clock/clock.ts';

const BATCH_BYTES = 64 * 1024;

export interface OutboxOptions {
  readonly clock: Clock;
  /** Lab time in which a peer that is behind must have taken all that is on its way. */
  readonly sendMs: number;
  /** The peer has taken what was on its way. */
  readonly drained: () => void;
  /** It has not, for too long. */
  readonly stuck: () => void;
}

/**
 * Messages on their way out: gathered while a piece of input is worked on, and written in one go. It holds one batch at
 * most beside what the stream holds; whoever has more to say waits while it is `full`.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  #stream: Duplex;
  #batch: Buffer[] = [];
  #size = 0;
  #limit: Timer | undefined;
  /** In a turn of its own, or a peer as fast as we are would leave no turn to others. */
  readonly #drain = (): void => {
    const turn = new Promise<void>((resolve) => setImmediate(resolve));
    void this.#options.clock.busy('LDAP answers', turn).then(() => {
      if (this.#limit === undefined) return;
      this.#limit.cancel();
      this.#limit = undefined;
      this.#options.drained();
    });
  };

  constructor(stream: Duplex, options: OutboxOptions) {
    this.#options = options;
    this.#stream = stream;
    stream.on('drain', this.#drain);
  }

  /** Whether the peer is behind: nothing more is to be made for it now. */
  get full(): boolean {
    return this.#limit !== undefined;
  }

  push(message: Buffer): void {
    this.#batch.push(message);
    this.#size += message.length;
    if (this.#size >= BATCH_BYTES) this.flush();
  }

  /** @param written told when the stream has passed it on */
  flush(written?: () => void): void {
    const [only] = this.#batch;
    if (only === undefined) {
      if (written !== undefined) this.#stream.write('', written);
      return;
    }
    const bytes = this.#batch.length === 1 ? only : Buffer.concat(this.#batch, this.#size);
    this.#batch = [];
    this.#size = 0;
    if (!this.#stream.writable || this.#stream.write(bytes, written) || this.#limit !== undefined) return;
    const { clock, sendMs, stuck } = this.#options;
    this.#limit = clock.after(sendMs, 'LDAP peer reading', stuck);
  }

  /** Goes on with another stream, such as the same one under TLS. */
  move(stream: Duplex): void {
    this.close();
    this.#stream = stream;
    stream.on('drain', this.#drain);
  }

  /** Forgets what has not been written. */
  close(): void {
    this.#stream.off('drain', this.#drain);
    this.#limit?.cancel();
    this.#limit = undefined;
    this.#batch = [];
    this.#size = 0;
  }
}
