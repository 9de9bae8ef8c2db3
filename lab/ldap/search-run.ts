import { setImmediate } from 'node:timers';
import type { Clock } from '../clock/clock.ts';
import type { SearchDone, SearchPause, SearchWalk } from './handler.ts';
import type { Outbox } from './outbox.ts';
import { entryMessage, referenceMessage } from './responses.ts';

export interface SearchRunOptions {
  readonly clock: Clock;
  readonly messageId: number;
  readonly walk: SearchWalk;
  readonly outbox: Outbox;
  /** The walk has come to its end. */
  readonly done: (done: SearchDone) => void;
  /** The walk threw. */
  readonly failed: (error: unknown) => void;
}

/** Items found in one turn, so that a search among millions holds up nobody. */
const ITEMS_PER_TURN = 200;

/** Answers one search as fast as its peer reads: entry by entry, in turns with all other work. */
export class SearchRun {
  readonly #options: SearchRunOptions;
  #waiting = false;
  #asleep = false;
  #over = false;

  constructor(options: SearchRunOptions) {
    this.#options = options;
  }

  /** Whether it waits for something to happen, with nothing left to tell. */
  get asleep(): boolean {
    return this.#asleep;
  }

  /** Goes on until the outbox is full, the turn is over or the walk is. */
  go(): void {
    if (this.#waiting || this.#asleep || this.#over) return;
    try {
      this.#turn();
    } catch (error) {
      this.#over = true;
      this.#options.failed(error);
    }
  }

  /** Nobody wants the rest. */
  abandon(): void {
    if (this.#over) return;
    this.#over = true;
    this.#options.walk.return?.();
  }

  #turn(): void {
    const { walk, outbox, messageId } = this.#options;
    for (let items = 0; !outbox.full; items++) {
      if (items === ITEMS_PER_TURN) return this.#pause();
      const step = walk.next();
      if (step.done === true) return this.#finish(step.value);
      const item = step.value;
      if (item === undefined) return this.#pause();
      if ('resume' in item) return this.#sleep(item);
      outbox.push('dn' in item ? entryMessage(messageId, item) : referenceMessage(messageId, item));
    }
  }

  #sleep(pause: SearchPause): void {
    this.#asleep = true;
    pause.resume(() => {
      this.#asleep = false;
      // Not within what has happened: it may not be over.
      if (!this.#over) this.#pause();
    });
  }

  #finish(done: SearchDone): void {
    this.#over = true;
    this.#options.done(done);
  }

  /** Lets others go first. Until it is its turn again the search is at work, and the lab clock waits for it. */
  #pause(): void {
    const { clock, outbox } = this.#options;
    outbox.flush();
    this.#waiting = true;
    const turn = new Promise<void>((resolve) => setImmediate(resolve));
    void clock.busy('an LDAP search', turn).then(() => {
      this.#waiting = false;
      this.go();
      outbox.flush();
    });
  }
}
