import type { Clock, Timer } from '../../clock/clock.ts';
import type { HistorySink } from '../../history/history.ts';
import type { Dispatch } from './dispatch.ts';
import type { Fate, QueueMessage, QueuePresence, TenantQueue } from './tenant-queue.ts';

/** One standing link of one agent, whatever carries it. */
export interface Listener {
  readonly agentId: string;
  readonly machineName: string;
  /** Messages it would take now. */
  credit(): number;
  deliver(message: QueueMessage): void;
}

/** A listener's place in the queue. */
export interface Attachment {
  /** The listener may have been given credit. */
  credited(): void;
  detach(): void;
}

interface Waiting {
  readonly message: QueueMessage;
  readonly timer: Timer;
  readonly settle: (fate: Fate) => void;
}

export interface EmbeddedQueueOptions {
  readonly clock: Clock;
  readonly history: HistorySink;
  readonly dispatch: Dispatch;
}

/** The queue without a wire: listeners, waiting messages in order of arrival, one seeded choice per message. */
export class EmbeddedQueue implements TenantQueue {
  readonly presence: QueuePresence = { listening: () => agentsOf(this.#listeners) };
  readonly #options: EmbeddedQueueOptions;
  readonly #listeners = new Set<Listener>();
  readonly #waiting: Waiting[] = [];

  constructor(options: EmbeddedQueueOptions) {
    this.#options = options;
  }

  publish(message: QueueMessage): Promise<Fate> {
    return new Promise((resolve) => {
      const waiting: Waiting = {
        message,
        timer: this.#options.clock.after(message.ttlMs, 'message expiry', () => this.#expire(waiting)),
        settle: (fate) => {
          waiting.timer.cancel();
          resolve(fate);
        },
      };
      this.#waiting.push(waiting);
      this.#pump();
    });
  }

  attach(listener: Listener): Attachment {
    this.#listeners.add(listener);
    this.#record('listener.attached', listener);
    this.#pump();
    return {
      credited: () => this.#pump(),
      detach: () => {
        if (this.#listeners.delete(listener)) this.#record('listener.detached', listener);
      },
    };
  }

  /** First come, first served, as long as somebody has credit. */
  #pump(): void {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      const ready = [...this.#listeners].filter((listener) => listener.credit() > 0);
      if (ready.length === 0) return;
      this.#waiting.shift();
      this.#hand(next, ready);
    }
  }

  #hand({ message, settle }: Waiting, ready: readonly Listener[]): void {
    const candidates = agentsOf(ready);
    const agentId = this.#options.dispatch(message, candidates);
    const listener = ready.find((one) => one.agentId === agentId);
    if (listener === undefined) throw new RangeError(`dispatch chose ${agentId}, which does not listen`);
    this.#options.history.append({
      component: 'queue',
      kind: 'passthrough.dispatched',
      correlationId: message.id,
      data: { requestId: message.id, agentId, machineName: listener.machineName, among: candidates.length },
    });
    settle({ kind: 'taken', agentId });
    listener.deliver(message);
  }

  #expire(waiting: Waiting): void {
    const at = this.#waiting.indexOf(waiting);
    if (at < 0) return;
    this.#waiting.splice(at, 1);
    waiting.settle({ kind: 'expired' });
  }

  #record(kind: string, { agentId, machineName }: Listener): void {
    this.#options.history.append({ component: 'queue', kind, data: { agentId, machineName } });
  }
}

function agentsOf(listeners: Iterable<Listener>): string[] {
  return [...new Set([...listeners].map((listener) => listener.agentId))].sort();
}
