import { wallAfter, wallStamp, type WallTimer } from '../clock/wall.ts';
import type { HistorySink } from '../history/history.ts';
import type { Alias, Happening } from './messages.ts';

/** Real milliseconds and events that gather: a message for each turn of the event loop costs both ends more than its events. */
const GATHER_MS = 25;
const GATHER_EVENTS = 500;

/**
 * The lab's history as a process of its own writes it: gathered for a moment, well within the time for which the
 * conductor holds events back, then sent at once.
 */
export class RemoteHistory implements HistorySink {
  readonly #now: () => number;
  readonly #send: (events: readonly (Happening | Alias)[]) => void;
  #events: (Happening | Alias)[] = [];
  #due: WallTimer | undefined;

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
    this.#due?.cancel();
    this.#due = undefined;
    const events = this.#events;
    if (events.length === 0) return;
    this.#events = [];
    this.#send(events);
  }

  #add(event: Happening | Alias): void {
    this.#events.push(event);
    if (this.#events.length >= GATHER_EVENTS) this.flush();
    else this.#due ??= wallAfter(GATHER_MS, () => this.flush());
  }
}
