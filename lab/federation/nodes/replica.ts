import type { Clock, Timer } from '../../clock/clock.ts';
import type { ConfigurationBook, FarmConfiguration } from '../configuration.ts';
import type { EventLog } from '../events/event-log.ts';

export interface ReplicaParts {
  readonly node: string;
  readonly primary: string;
  readonly book: ConfigurationBook;
  /** Whether the primary answers on port 80. */
  readonly reachable: () => boolean;
  readonly running: () => boolean;
  readonly clock: Clock;
  readonly pollMs: number;
  readonly events: EventLog;
}

/** A secondary's copy of the configuration: as old as the last poll that reached the primary. */
export class ConfigurationReplica {
  readonly #parts: ReplicaParts;
  #copy: FarmConfiguration;
  #failing = false;
  #timer: Timer | undefined;

  constructor(parts: ReplicaParts) {
    this.#parts = parts;
    this.#copy = parts.book.current;
    this.#plan();
  }

  get current(): FarmConfiguration {
    return this.#copy;
  }

  /** Fetches now, as a node does at its start and an administrator by `Sync-AdfsFarm`; says whether it worked. */
  fetch(): boolean {
    const { node, primary, book, reachable, events } = this.#parts;
    const worked = reachable();
    if (worked) {
      if (this.#copy !== book.current || this.#failing)
        events.write(348, node, { data: { server: primary } });
      this.#copy = book.current;
    } else if (!this.#failing) events.write(344, node, { data: { server: primary } });
    this.#failing = !worked;
    return worked;
  }

  stop(): void {
    this.#timer?.cancel();
  }

  #plan(): void {
    const { clock, pollMs, running } = this.#parts;
    this.#timer = clock.after(pollMs, 'an AD FS secondary fetches the configuration', () => {
      if (running()) this.fetch();
      this.#plan();
    });
  }
}
