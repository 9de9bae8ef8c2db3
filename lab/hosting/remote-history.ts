import { wallStamp } from '../clock/wall.ts';
import type { HistorySink } from '../history/history.ts';
import type { Alias, Happening } from './messages.ts';

/** The lab's history as a process of its own writes it: gathered for one turn of the event loop, then sent at once. */
export class RemoteHistory implements HistorySink {
  readonly #now: () => number;
  readonly #send: (events: readonly (Happening | Alias)[]) => void;
  #events: (Happening | Alias)[] = [];

  constructor(now: () => number, send: (events: readonly (Happening | Alias)[]) => void) {
    this.#now = now;
    this.#send = send;
  }

  append(entry: Happening['entry'], at: number = this.#now()): void {
    this.#add({ stamp: wallStamp(), at, entry });
  }

  alias(id: string, correlationId: string): void {
    this.#add({ stamp: wallStamp(), id, correlationId });
  }

  /** Sends what has gathered; before anything that says that work is done. */
  flush(): void {
    const events = this.#events;
    if (events.length === 0) return;
    this.#events = [];
    this.#send(events);
  }

  #add(event: Happening | Alias): void {
    if (this.#events.length === 0) setImmediate(() => this.flush());
    this.#events.push(event);
  }
}
