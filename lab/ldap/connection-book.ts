import type { ServedConnection } from './connection.ts';

export interface ConnectionLimits {
  /** Open at once; one more drops another one (MaxConnections). */
  readonly total: number;
  /** Open at once from one calling host; one more is refused. The lab's own, and as many as in all unless set. */
  readonly perCaller: number;
}

export const CONNECTION_LIMITS: ConnectionLimits = { total: 5_000, perCaller: 5_000 };

/** The open connections of one server over all its ports, in the order in which they came. */
export class ConnectionBook {
  readonly #limits: ConnectionLimits;
  readonly #open = new Map<ServedConnection, string>();
  readonly #perCaller = new Map<string, number>();

  constructor(limits: Partial<ConnectionLimits> = {}) {
    this.#limits = { ...CONNECTION_LIMITS, ...limits };
  }

  get size(): number {
    return this.#open.size;
  }

  hasRoomFor(caller: string): boolean {
    return (this.#perCaller.get(caller) ?? 0) < this.#limits.perCaller;
  }

  /**
   * Notes a connection until it is over. Beyond the limit the oldest one is dropped: which one Windows takes is not
   * documented.
   */
  enter(caller: string, connection: ServedConnection): void {
    const [oldest] = this.#open.keys();
    if (oldest !== undefined && this.#open.size >= this.#limits.total) {
      this.#leave(oldest);
      oldest.disconnect();
    }
    this.#open.set(connection, caller);
    this.#perCaller.set(caller, (this.#perCaller.get(caller) ?? 0) + 1);
    void connection.over.then(() => this.#leave(connection));
  }

  #leave(connection: ServedConnection): void {
    const caller = this.#open.get(connection);
    if (caller === undefined) return;
    this.#open.delete(connection);
    const left = (this.#perCaller.get(caller) ?? 1) - 1;
    if (left > 0) this.#perCaller.set(caller, left);
    else this.#perCaller.delete(caller);
  }
}
