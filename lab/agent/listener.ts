import type { Clock } from '../clock/clock.ts';
import { deadline } from '../clock/deadline.ts';
import { delayAfter, RECONNECT } from './back-off.ts';
import type { BootstrapDocument, QueueEndpoint } from './bootstrap-document.ts';
import { messageOf } from './errors.ts';
import { openQueueLink, QueueLoginRefusedError, type ListenPorts, type QueueLink } from './listen.ts';
import type { Log } from './log.ts';

export interface ListenerPorts extends ListenPorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: () => Pick<BootstrapDocument, 'queue' | 'requestTimeoutMs'>;
  /** Bootstraps out of turn, for another password. Never rejects. */
  readonly renew: () => Promise<void>;
  /** How a link is opened; for tests. */
  readonly open?: typeof openQueueLink;
}

/** A service that does not answer a detach keeps no agent from ending. */
const DETACH_LIMIT_MS = 5_000;

/** Listens on one of the queue's endpoints, again and again, until drained. */
export class Listener {
  /** Resolves when the service has said for the first time that the agent listens. */
  readonly listening: Promise<void>;
  readonly #ports: ListenerPorts;
  readonly #index: number;
  readonly #stop = new AbortController();
  #link: QueueLink | undefined;
  #failures = 0;

  constructor(index: number, ports: ListenerPorts) {
    this.#index = index;
    this.#ports = ports;
    this.listening = new Promise((resolve) => void this.#run(resolve));
  }

  /** Takes no more requests, and resolves when none can come any more, or the service does not say so. */
  async detach(): Promise<void> {
    this.#stop.abort(new Error('draining'));
    if (this.#link === undefined) return;
    await Promise.race([this.#link.detach(), this.#ports.clock.sleep(DETACH_LIMIT_MS, 'detaching')]);
  }

  close(): void {
    this.#stop.abort(new Error('closed'));
    this.#link?.close();
  }

  async #run(listening: () => void): Promise<void> {
    const { clock, log, renew } = this.#ports;
    while (!this.#stop.signal.aborted) {
      const end: unknown = await this.#session(listening).catch((error: unknown) => error);
      this.#link = undefined;
      if (this.#stop.signal.aborted) return;
      log(`not listening: ${messageOf(end)}`);
      const delay = delayAfter(++this.#failures, RECONNECT);
      await clock.sleep(delay, 'reconnect to the queue', this.#stop.signal).catch(() => undefined);
      if (end instanceof QueueLoginRefusedError && !this.#stop.signal.aborted) await renew();
    }
  }

  /** From opening the link to losing it; resolves with the reason of the loss. */
  async #session(listening: () => void): Promise<string> {
    const { clock, log, settings, open = openQueueLink } = this.#ports;
    using limit = deadline(clock, settings().requestTimeoutMs, 'opening the queue link');
    const link = await open(
      this.#endpoint(),
      this.#ports,
      AbortSignal.any([limit.signal, this.#stop.signal]),
    );
    limit[Symbol.dispose]();
    this.#link = link;
    this.#failures = 0;
    if (this.#stop.signal.aborted) link.close();
    log('listening');
    listening();
    return link.gone;
  }

  /** The latest bootstrap's, as its password is a new one each time. */
  #endpoint(): QueueEndpoint {
    const { queue } = this.#ports.settings();
    const endpoint = queue[this.#index % queue.length];
    if (endpoint === undefined) throw new Error('the bootstrap named no queue');
    return endpoint;
  }
}
