import { changeOf, type Change, type Write } from './change.ts';
import type { DirectoryObject } from './object.ts';
import type { Replica } from './replica.ts';

/** How soon a domain controller hears of a write at another, in lab milliseconds. */
export type ReplicationDelay = (from: string, to: string, change: Change) => number;

export interface ReplicationOptions {
  readonly replicas: readonly Replica[];
  readonly delay: ReplicationDelay;
  /** Whether one can pull from the other now: both run, and nothing lies between them. */
  readonly connected: (from: string, to: string) => boolean;
  /** Lab milliseconds. */
  readonly now: () => number;
  /** The same as a domain controller's own clock has it. */
  readonly clockOf: (dc: string) => number;
}

interface Due {
  readonly at: number;
  readonly change: Change;
}

/**
 * One naming context and all its replicas. A write is taken by one domain controller and is on its way to the others;
 * they take it in when its time has come, whenever they are next looked at. While two are not connected what is due
 * waits, and comes as soon as they are.
 */
export class Replication {
  readonly #options: ReplicationOptions;
  readonly #replicas: ReadonlyMap<string, Replica>;
  readonly #onTheWay = new Map<string, Map<string, Due[]>>();

  constructor(options: ReplicationOptions) {
    this.#options = options;
    this.#replicas = new Map(options.replicas.map((replica) => [replica.dc, replica]));
  }

  /** What a domain controller has now, with all that has come in by now. */
  at(dc: string): Replica {
    const replica = this.#replicas.get(dc);
    if (replica === undefined) throw new Error(`${dc} holds no replica of this naming context`);
    const sources = this.#onTheWay.get(dc);
    if (sources !== undefined) this.#catchUp(replica, sources);
    return replica;
  }

  /** Writes at one domain controller; the object as it is there afterwards. */
  write(dc: string, write: Write): DirectoryObject | undefined {
    const replica = this.at(dc);
    const before = replica.get(write.id);
    const { now, clockOf } = this.#options;
    const change = changeOf(write, before, { at: now(), stamped: clockOf(dc), origin: dc });
    const after = replica.apply(change);
    for (const to of this.#replicas.keys()) if (to !== dc) this.#send(dc, to, change);
    return after;
  }

  /** Changes that a domain controller has not heard of yet. */
  pendingAt(dc: string): number {
    const sources = this.#onTheWay.get(dc)?.values() ?? [];
    return [...sources].reduce((sum, due) => sum + due.length, 0);
  }

  /** An administrator's `repadmin /syncall`: everything that can come in comes in now. */
  syncAll(): void {
    for (const [dc, replica] of this.#replicas) {
      const sources = this.#onTheWay.get(dc);
      if (sources !== undefined) this.#catchUp(replica, sources, Infinity);
    }
  }

  #send(from: string, to: string, change: Change): void {
    const { delay } = this.#options;
    const sources = this.#onTheWay.get(to) ?? new Map<string, Due[]>();
    const due = sources.get(from) ?? [];
    // Changes of one origin come in their order: an urgent one brings all before it along.
    const at = change.at + delay(from, to, change);
    for (let last = due.length - 1; last >= 0 && (due[last]?.at ?? 0) > at; last--) {
      due[last] = { at, change: due[last]?.change ?? change };
    }
    due.push({ at, change });
    sources.set(from, due);
    this.#onTheWay.set(to, sources);
  }

  #catchUp(replica: Replica, sources: Map<string, Due[]>, until = this.#options.now()): void {
    for (const [from, due] of sources) {
      if (!this.#options.connected(from, replica.dc)) continue;
      const end = due.findIndex(({ at }) => at > until);
      const come = due.splice(0, end < 0 ? due.length : end);
      for (const { change } of come) replica.apply(change);
      if (due.length === 0) sources.delete(from);
    }
    if (sources.size === 0) this.#onTheWay.delete(replica.dc);
  }
}
