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
  readonly arrival: number;
  readonly settle: (fate: Fate) => void;
  /** Agents that the choice was made among. */
  among: number;
}

export interface EmbeddedQueueOptions {
  readonly clock: Clock;
  readonly history: HistorySink;
  readonly dispatch: Dispatch;
}

/** Lab milliseconds that a message waits for credit of the agent chosen for it, before any other may have it. */
const PATIENCE_MS = 100;
/** The line of messages that whoever has credit may take. */
const ANYONE = '';

/**
 * The queue without a wire. One seeded choice per message, among all that listen, busy or not: who happens to have
 * credit at that moment is a race in real time. Without credit it waits its turn; when its agent leaves, another
 * choice is made among the rest; when lab time has passed, so that the lab is known to have been at rest, among those
 * with credit.
 */
export class EmbeddedQueue implements TenantQueue {
  readonly presence: QueuePresence = { listening: () => agentsOf(this.#listeners) };
  readonly #options: EmbeddedQueueOptions;
  readonly #listeners = new Set<Listener>();
  /** Waiting messages by the agent they are meant for, in order of arrival. */
  readonly #lines = new Map<string, Waiting[]>();
  #arrivals = 0;

  constructor(options: EmbeddedQueueOptions) {
    this.#options = options;
  }

  publish(message: QueueMessage): Promise<Fate> {
    const { clock } = this.#options;
    return new Promise((resolve) => {
      const timers: Timer[] = [];
      const settle = (fate: Fate): void => {
        for (const timer of timers) timer.cancel();
        resolve(fate);
      };
      const waiting: Waiting = { message, arrival: ++this.#arrivals, settle, among: 0 };
      timers.push(clock.after(message.ttlMs, 'message expiry', () => this.#expire(waiting)));
      timers.push(clock.after(PATIENCE_MS, 'patience with a busy agent', () => this.#passBy(waiting)));
      this.#choose(waiting);
    });
  }

  attach(listener: Listener): Attachment {
    this.#listeners.add(listener);
    this.#record('listener.attached', listener);
    this.#serve(listener.agentId);
    return {
      credited: () => this.#serve(listener.agentId),
      detach: () => this.#detach(listener),
    };
  }

  #detach(listener: Listener): void {
    if (!this.#listeners.delete(listener)) return;
    this.#record('listener.detached', listener);
    if (this.#of(listener.agentId).length > 0) return;
    const left = this.#lines.get(listener.agentId) ?? [];
    this.#lines.delete(listener.agentId);
    for (const waiting of left) this.#choose(waiting);
  }

  #choose(waiting: Waiting): void {
    const agents = this.presence.listening();
    const agentId = agents.length === 0 ? ANYONE : this.#options.dispatch(waiting.message, agents);
    waiting.among = agents.length;
    this.#queueUp(agentId, waiting);
    this.#serve(agentId);
  }

  /** The agent that was chosen has had its time: whoever has credit may have the message. */
  #passBy(waiting: Waiting): void {
    this.#remove(waiting);
    this.#queueUp(ANYONE, waiting);
    this.#serveAnyone();
  }

  #expire(waiting: Waiting): void {
    this.#remove(waiting);
    waiting.settle({ kind: 'expired' });
  }

  /** Behind all that arrived before it, also where it was meant for another at first. */
  #queueUp(agentId: string, waiting: Waiting): void {
    const line = this.#lines.get(agentId) ?? [];
    line.splice(line.findLastIndex(({ arrival }) => arrival < waiting.arrival) + 1, 0, waiting);
    this.#lines.set(agentId, line);
  }

  #remove(waiting: Waiting): void {
    for (const line of this.#lines.values()) {
      const place = line.indexOf(waiting);
      if (place >= 0) line.splice(place, 1);
    }
  }

  /** First come, first served, as long as there is credit: what anyone may have has waited longest. */
  #serve(agentId: string): void {
    this.#serveAnyone();
    for (let next = this.#next(agentId); next !== undefined; next = this.#next(agentId)) {
      const ready = this.#of(agentId).find(hasCredit);
      if (ready === undefined) return;
      this.#hand(next, ready);
    }
  }

  #serveAnyone(): void {
    for (let next = this.#next(ANYONE); next !== undefined; next = this.#next(ANYONE)) {
      const ready = [...this.#listeners].filter(hasCredit);
      if (ready.length === 0) return;
      const agents = agentsOf(ready);
      const agentId = this.#options.dispatch(next.message, agents);
      const chosen = ready.find((listener) => listener.agentId === agentId);
      if (chosen === undefined) throw new RangeError(`dispatch chose ${agentId}, which does not listen`);
      next.among = agents.length;
      this.#hand(next, chosen);
    }
  }

  #next(agentId: string): Waiting | undefined {
    return this.#lines.get(agentId)?.[0];
  }

  #hand(waiting: Waiting, listener: Listener): void {
    this.#remove(waiting);
    const { message, among, settle } = waiting;
    const { agentId, machineName } = listener;
    this.#options.history.append({
      component: 'queue',
      kind: 'passthrough.dispatched',
      correlationId: message.id,
      data: { requestId: message.id, agentId, machineName, among },
    });
    settle({ kind: 'taken', agentId });
    listener.deliver(message);
  }

  #of(agentId: string): Listener[] {
    return [...this.#listeners].filter((listener) => listener.agentId === agentId);
  }

  #record(kind: string, { agentId, machineName }: Listener): void {
    this.#options.history.append({ component: 'queue', kind, data: { agentId, machineName } });
  }
}

function hasCredit(listener: Listener): boolean {
  return listener.credit() > 0;
}

function agentsOf(listeners: Iterable<Listener>): string[] {
  return [...new Set([...listeners].map((listener) => listener.agentId))].sort();
}
