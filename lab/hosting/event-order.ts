import { wallAfter, wallStamp, type WallTimer } from '../clock/wall.ts';
import type { HistoryEntry } from '../history/event.ts';
import type { HistorySink } from '../history/history.ts';
import type { Alias, Happening } from './messages.ts';

interface Held {
  readonly stamp: number;
  readonly event: Happening | Alias;
  readonly sink: HistorySink;
}

/** Real milliseconds for which an event is held back, so that one from elsewhere that came before it can arrive. */
const HOLD_MS = 100;

/**
 * Puts what several processes of one machine saw into one order, by the monotonic clock they share. Whoever reads the
 * history asks all of them first and then flushes, so that nothing is missing or out of order.
 */
export class EventOrder implements HistorySink {
  readonly #sink: HistorySink;
  readonly #sinks: ReadonlyMap<string, HistorySink>;
  readonly #now: () => number;
  #held: Held[] = [];
  #wake: WallTimer | undefined;

  /** `sinks` are those of hosts whose events are looked at before they are written. */
  constructor(sink: HistorySink, now: () => number, sinks: ReadonlyMap<string, HistorySink> = new Map()) {
    this.#sink = sink;
    this.#now = now;
    this.#sinks = sinks;
  }

  /** An event of this process. */
  append(entry: HistoryEntry, at: number = this.#now()): void {
    this.#hold({ stamp: wallStamp(), event: { stamp: 0, at, entry }, sink: this.#sink });
  }

  alias(id: string, correlationId: string): void {
    const stamp = wallStamp();
    this.#hold({ stamp, event: { stamp, id, correlationId }, sink: this.#sink });
  }

  /** Events of a host whose clock is `offset` milliseconds behind this one. */
  take(host: string, events: readonly (Happening | Alias)[], offset: number): void {
    const sink = this.#sinks.get(host) ?? this.#sink;
    for (const event of events) this.#hold({ stamp: event.stamp + offset, event, sink });
  }

  /** Writes all that has arrived. */
  flush(): void {
    this.#release(Infinity);
  }

  #hold(held: Held): void {
    this.#held.push(held);
    this.#wake ??= wallAfter(HOLD_MS, () => {
      this.#wake = undefined;
      this.#release(wallStamp() - HOLD_MS);
      if (this.#held.length > 0) this.#hold(this.#held.pop() ?? held);
    });
  }

  #release(until: number): void {
    const held = this.#held.sort((a, b) => a.stamp - b.stamp);
    const ready = held.filter(({ stamp }) => stamp <= until);
    this.#held = held.slice(ready.length);
    for (const { event, sink } of ready) {
      if ('entry' in event) sink.append(event.entry, event.at);
      else sink.alias(event.id, event.correlationId);
    }
  }
}
