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
  /** The line it stands in: the id of the agent that it is meant for, or ANYONE. */
  line: string;
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
  readonly presence: QueuePresence = { listening: () => this.#agents };
  readonly #options: EmbeddedQueueOptions;
  readonly #listeners = new Set<Listener>();
  /** Who listens, by agent, and their ids in order: asked for with every message, and seldom another. */
  #byAgent: ReadonlyMap<string, readonly Listener[]> = new Map();
  #agents: readonly string[] = [];
  /** Waiting messages by the agent they are meant for, in order of arrival. */
  readonly #lines = new Map<string, Waiting[]>();
  #arrivals = 0;

  constructor(options: EmbeddedQueueOptions) {
    this.#options = options;
  }

  publish(message: QueueMessage): Promise<Fate> {
    const { promise, resolve } = Promise.withResolvers<Fate>();
    const timers: Timer[] = [];
    let settled = false;
    const settle = (fate: Fate): void => {
      settled = true;
      for (const timer of timers) timer.cancel();
      resolve(fate);
    };
    const waiting: Waiting = { line: ANYONE, message, arrival: ++this.#arrivals, settle, among: 0 };
    this.#choose(waiting);
    if (!settled) timers.push(...this.#limits(waiting));
    return promise;
  }

  attach(listener: Listener): Attachment {
    this.#listeners.add(listener);
    this.#countAgents();
    this.#record('listener.attached', listener);
    this.#serve(listener.agentId);
    return {
      credited: () => this.#serve(listener.agentId),
      detach: () => this.#detach(listener),
    };
  }

  #detach(listener: Listener): void {
    if (!this.#listeners.delete(listener)) return;
    this.#countAgents();
    this.#record('listener.detached', listener);
    if (this.#of(listener.agentId).length > 0) return;
    const left = this.#lines.get(listener.agentId) ?? [];
    this.#lines.delete(listener.agentId);
    for (const waiting of left) this.#choose(waiting);
  }

  /** What may happen to a message that nobody took at once. */
  #limits(waiting: Waiting): Timer[] {
    const { clock } = this.#options;
    return [
      clock.after(waiting.message.ttlMs, 'message expiry', () => this.#expire(waiting)),
      clock.after(PATIENCE_MS, 'patience with a busy agent', () => this.#passBy(waiting)),
    ];
  }

  #choose(waiting: Waiting): void {
    const agents = this.#agents;
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
    waiting.line = agentId;
  }

  #remove(waiting: Waiting): void {
    const line = this.#lines.get(waiting.line) ?? [];
    const place = line.indexOf(waiting);
    if (place >= 0) line.splice(place, 1);
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

  #of(agentId: string): readonly Listener[] {
    return this.#byAgent.get(agentId) ?? [];
  }

  #countAgents(): void {
    this.#byAgent = Map.groupBy(this.#listeners, ({ agentId }) => agentId);
    this.#agents = [...this.#byAgent.keys()].sort();
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
