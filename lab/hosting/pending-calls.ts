import type { ControlReply, ControlTransport } from '../control/control.ts';
import { messageOf } from '../control/fault.ts';
import type { Call, Reply } from './messages.ts';

/** Control calls in both directions over one connection. */
export class PendingCalls {
  readonly #send: (message: Call | Reply) => void;
  readonly #serve: ControlTransport;
  readonly #waiting = new Map<number, { resolve(reply: ControlReply): void; reject(error: Error): void }>();
  #number = 0;
  #lost: Error | undefined;

  constructor(send: (message: Call | Reply) => void, serve: ControlTransport) {
    this.#send = send;
    this.#serve = serve;
  }

  /** Calls the other side. Rejects when the connection ends first. */
  readonly transport: ControlTransport = (method, input) => {
    if (this.#lost !== undefined) return Promise.reject(this.#lost);
    const call = ++this.#number;
    return new Promise((resolve, reject) => {
      this.#waiting.set(call, { resolve, reject });
      this.#send({ op: 'call', call, method, input });
    });
  };

  take(message: Call | Reply): void {
    if (message.op === 'reply') {
      this.#waiting.get(message.call)?.resolve(message.reply);
      this.#waiting.delete(message.call);
      return;
    }
    const { call, method, input } = message;
    const failed = (error: unknown): ControlReply => ({
      error: { component: 'host', method, code: 'PTALAB_CONTROL_FAILED', message: messageOf(error) },
    });
    void this.#serve(method, input)
      .catch(failed)
      .then((reply) => this.#send({ op: 'reply', call, reply }));
  }

  /** The connection is gone: nobody will answer. */
  lose(error: Error): void {
    this.#lost = error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
