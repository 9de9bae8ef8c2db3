import type { HistoryEntry, HistoryEvent } from './event.ts';
import type { SegmentWriter } from './segments.ts';

export interface HistoryOptions {
  /** Lab time. */
  readonly now: () => number;
  /** Where events go besides memory; without it the oldest are gone once memory is full. */
  readonly segments?: SegmentWriter | undefined;
  /** Events kept in memory. */
  readonly memory?: number;
}

const MEMORY_EVENTS = 50_000;
const MEMORY_ALIASES = 10_000;
/** How far memory may grow beyond its size: little, so that no event waits long for others to be forgotten. */
const OVERFLOW = 1.04;

/** What components see of the history: they can only add to it. */
export interface HistorySink {
  /** `at` is the lab time at which it happened, where that was not now. */
  append(entry: HistoryEntry, at?: number): void;
  /** Says that events under this id (a pass-through request's) belong to that correlation id. */
  alias(id: string, correlationId: string): void;
}

/** The lab's one history: append-only, in causal order, bounded in memory, whole on disk. */
export class History implements HistorySink {
  readonly #now: () => number;
  readonly #segments: SegmentWriter | undefined;
  readonly #memory: number;
  readonly #listeners = new Set<(event: HistoryEvent) => void>();
  readonly #aliases = new Map<string, string>();
  #events: HistoryEvent[] = [];
  /** Events in memory by correlation id. */
  readonly #byCorrelation = new Map<string, HistoryEvent[]>();
  #sequence = 0;
  #closed = false;

  constructor(options: HistoryOptions) {
    this.#now = options.now;
    this.#segments = options.segments;
    this.#memory = options.memory ?? MEMORY_EVENTS;
  }

  /** Adds an event; once the history is closed nothing is added, as its lab is gone. */
  append(entry: HistoryEntry, at: number = this.#now()): void {
    if (this.#closed) return;
    const id = entry.correlationId;
    const correlationId = id === undefined ? undefined : (this.#aliases.get(id) ?? id);
    const event: HistoryEvent = { ...entry, correlationId, sequence: ++this.#sequence, at };
    this.#segments?.write(event);
    this.#events.push(event);
    index(this.#byCorrelation, event);
    if (this.#events.length > this.#memory * OVERFLOW) this.#forgetOldest();
    for (const listener of this.#listeners) listener(event);
  }

  alias(id: string, correlationId: string): void {
    const [oldest] = this.#aliases.keys();
    if (oldest !== undefined && this.#aliases.size >= MEMORY_ALIASES) this.#aliases.delete(oldest);
    this.#aliases.set(id, correlationId);
  }

  /** Number of events ever appended. */
  get length(): number {
    return this.#sequence;
  }

  onAppend(listener: (event: HistoryEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Every event; while memory holds them all this is a view that grows, and else a copy read from disk. */
  all(): readonly HistoryEvent[] {
    const earlier = this.#earlier();
    return earlier === undefined ? this.#events : [...earlier, ...this.#events];
  }

  /** Every event of one sign-in, registration or sync cycle. */
  of(correlationId: string): HistoryEvent[] {
    const latest = this.#byCorrelation.get(correlationId) ?? [];
    const found: HistoryEvent[] = [];
    for (const event of this.#earlier() ?? []) if (event.correlationId === correlationId) found.push(event);
    return [...found, ...latest];
  }

  /** Events of a kind, newest last. */
  kind(kind: string): HistoryEvent[] {
    return this.all().filter((event) => event.kind === kind);
  }

  close(): void {
    this.#closed = true;
    this.#segments?.close();
  }

  /** Events that only the disk has; undefined when memory has them all, or the disk none. */
  #earlier(): Iterable<HistoryEvent> | undefined {
    const first = this.#events[0];
    return first === undefined || first.sequence === 1 ? undefined : this.#segments?.read(first.sequence);
  }

  #forgetOldest(): void {
    const surplus = this.#events.length - this.#memory;
    for (const event of this.#events.slice(0, surplus)) unindex(this.#byCorrelation, event);
    this.#events = this.#events.slice(surplus);
  }
}

function index(byCorrelation: Map<string, HistoryEvent[]>, event: HistoryEvent): void {
  if (event.correlationId === undefined) return;
  const known = byCorrelation.get(event.correlationId);
  if (known === undefined) byCorrelation.set(event.correlationId, [event]);
  else known.push(event);
}

/** Takes the oldest event of all out, which is its correlation's oldest too. */
function unindex(byCorrelation: Map<string, HistoryEvent[]>, { correlationId }: HistoryEvent): void {
  if (correlationId === undefined) return;
  const known = byCorrelation.get(correlationId);
  known?.shift();
  if (known?.length === 0) byCorrelation.delete(correlationId);
}
