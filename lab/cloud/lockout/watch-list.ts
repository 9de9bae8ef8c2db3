import { WatchedUser } from './watched-user.ts';

interface Entry {
  readonly userId: string;
  readonly user: WatchedUser;
  older: Entry | undefined;
  newer: Entry | undefined;
}

/**
 * The users of whom anything is kept, bounded: whoever was not touched for longest goes first. Linked by hand: the order
 * of a Map would do, but finding its first entry takes as long as there were deletions.
 */
export class WatchList {
  readonly #entries = new Map<string, Entry>();
  #oldest: Entry | undefined;
  #newest: Entry | undefined;

  get size(): number {
    return this.#entries.size;
  }

  read(userId: string): WatchedUser | undefined {
    return this.#entries.get(userId)?.user;
  }

  /** To be written to; makes room when there are more than `most`. */
  touch(userId: string, most: number): WatchedUser {
    const known = this.#entries.get(userId);
    if (known !== undefined && known === this.#newest) return known.user;
    const entry = known ?? { userId, user: new WatchedUser(), older: undefined, newer: undefined };
    if (known === undefined) this.#entries.set(userId, entry);
    else this.#unlink(entry);
    this.#append(entry);
    while (this.#entries.size > most && this.#oldest !== undefined) this.#remove(this.#oldest);
    return entry.user;
  }

  /** Lets go of somebody about whom there is nothing to know. */
  release(userId: string): void {
    const entry = this.#entries.get(userId);
    if (entry?.user.isForgettable === true) this.#remove(entry);
  }

  #append(entry: Entry): void {
    entry.older = this.#newest;
    entry.newer = undefined;
    if (this.#newest === undefined) this.#oldest = entry;
    else this.#newest.newer = entry;
    this.#newest = entry;
  }

  #unlink({ older, newer }: Entry): void {
    if (older === undefined) this.#oldest = newer;
    else older.newer = newer;
    if (newer === undefined) this.#newest = older;
    else newer.older = older;
  }

  #remove(entry: Entry): void {
    this.#unlink(entry);
    this.#entries.delete(entry.userId);
  }
}
