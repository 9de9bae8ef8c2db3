import type { Message, Sender } from 'rhea';
import type { Listener } from './embedded-queue.ts';
import type { QueueMessage } from './tenant-queue.ts';

/** Turns bytes into the one data section of a message. */
export type DataSection = (bytes: Buffer) => unknown;

/**
 * An agent's AMQP link as a listener. Credit is counted here: rhea lowers its own only when it has written, and
 * several messages may be handed out in one turn.
 */
export class AmqpListener implements Listener {
  readonly agentId: string;
  readonly machineName: string;
  readonly #sender: Sender;
  readonly #dataSection: DataSection;
  #sent = 0;

  constructor(
    agent: { readonly agentId: string; readonly machineName: string },
    sender: Sender,
    data: DataSection,
  ) {
    this.agentId = agent.agentId;
    this.machineName = agent.machineName;
    this.#sender = sender;
    this.#dataSection = data;
  }

  credit(): number {
    return this.#sender.is_open() && this.#sender.sendable()
      ? Math.max(0, this.#creditLimit() - this.#sent)
      : 0;
  }

  deliver(message: QueueMessage): void {
    this.#sent++;
    this.#sender.send(this.#encode(message));
  }

  /** The agent takes its credit back (AMQP 1.0 part 2.6.10). */
  drain(): void {
    this.#sent = this.#creditLimit();
    this.#sender.set_drained(true);
  }

  /** Delivery count plus link credit: how far the peer lets this end go (AMQP 1.0 part 2.6.7). */
  #creditLimit(): number {
    return counter(this.#sender, 'delivery_count') + counter(this.#sender, 'credit');
  }

  #encode({ id, ttlMs, body }: QueueMessage): Message {
    return {
      message_id: id,
      correlation_id: id,
      ttl: ttlMs,
      content_type: 'application/json',
      body: this.#dataSection(body),
    };
  }
}

/** rhea keeps these public and undeclared. */
function counter(sender: object, name: 'delivery_count' | 'credit'): number {
  const value: unknown = Reflect.get(sender, name);
  return typeof value === 'number' && value > 0 ? value : 0;
}
