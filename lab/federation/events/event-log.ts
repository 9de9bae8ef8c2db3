import type { HistorySink } from '../../history/history.ts';
import { EVENTS, type Channel, type EventId, type Level } from './catalogue.ts';

export type EventData = Readonly<Record<string, string | number | boolean>>;

export interface FarmEvent {
  readonly id: number;
  readonly name: string;
  readonly channel: Channel;
  readonly level: Level;
  /** The node that wrote it. */
  readonly node: string;
  /** Lab time in milliseconds since the Unix epoch. */
  readonly at: number;
  readonly correlationId: string | undefined;
  readonly text: string;
  readonly data: EventData;
}

export interface EventDetails {
  readonly correlationId?: string | undefined;
  readonly data?: EventData;
}

const KEPT = 10_000;
const TEXT_LIMIT = 256;

/** What the nodes write to their event logs, the oldest first; the newest ten thousand are kept. */
export class EventLog {
  readonly #events: FarmEvent[] = [];
  readonly #history: HistorySink;
  readonly #now: () => number;

  constructor(history: HistorySink, now: () => number) {
    this.#history = history;
    this.#now = now;
  }

  write(id: EventId, node: string, { correlationId, data = {} }: EventDetails = {}): void {
    const { name, channel, level, text } = EVENTS[id];
    const short = shortened(data);
    this.#events.push({ id, name, channel, level, node, at: this.#now(), correlationId, text, data: short });
    if (this.#events.length > 2 * KEPT) this.#events.splice(0, this.#events.length - KEPT);
    const entry = { component: node, kind: 'adfs.event', data: { id, name, level, ...short } };
    this.#history.append(correlationId === undefined ? entry : { ...entry, correlationId });
  }

  /** The newest last. */
  newest(limit: number, wanted: (event: FarmEvent) => boolean = () => true): FarmEvent[] {
    return this.#events.slice(-KEPT).filter(wanted).slice(-limit);
  }
}

function shortened(data: EventData): EventData {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      typeof value === 'string' ? value.slice(0, TEXT_LIMIT) : value,
    ]),
  );
}
