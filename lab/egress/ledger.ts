import type { Json } from '../history/event.ts';
import type { HistorySink } from '../history/history.ts';
import type { Destination, Refusal } from './rules.ts';

/** Reasons for a refusal: the rules', and the proxy's own. */
export type Reason = Refusal | 'badTarget' | 'portNotServed' | 'nothingThere' | 'unreachable';

export interface RefusedCall {
  readonly from: string;
  readonly host: string;
  readonly port: number;
  readonly reason: Reason;
}

/** Where names are asked for (RFC 1035 section 4.2). */
const DNS_PORT = 53;
const KEEP = 100;
const NAME_LIMIT = 100;

/** What the proxy has let through and refused, in the history and for its control interface. */
export class Ledger {
  readonly #history: HistorySink;
  readonly #latest: RefusedCall[] = [];
  #refused = 0;
  #forwarded = 0;

  constructor(history: HistorySink) {
    this.#history = history;
  }

  get refused(): number {
    return this.#refused;
  }

  get forwarded(): number {
    return this.#forwarded;
  }

  latest(): RefusedCall[] {
    return [...this.#latest];
  }

  opened(from: string, { hostname: host, port }: Destination): void {
    // Whether a call needs a new connection depends on whether a kept one is free just then.
    this.#history.append({
      component: 'EGRESS',
      kind: 'tunnel.opened',
      data: { from, host, port },
      racy: true,
    });
  }

  refuse(kind: 'tunnel' | 'request', from: string, destination: Destination, reason: Reason): void {
    this.#history.append({
      component: 'EGRESS',
      kind: `${kind}.refused`,
      data: this.#note(from, destination, reason),
    });
  }

  /** A name that the firewall's name server gave no address for. */
  refuseLookup(from: string, hostname: string, reason: Reason): void {
    const data = this.#note(from, { hostname, port: DNS_PORT }, reason);
    // How often a resolver asks again is up to its own timers, on the wall.
    this.#history.append({ component: 'EGRESS', kind: 'lookup.refused', data, racy: true });
  }

  #note(from: string, { hostname, port }: Destination, reason: Reason): RefusedCall & Record<string, Json> {
    const call = { from, host: hostname.slice(0, NAME_LIMIT), port, reason };
    this.#refused++;
    this.#latest.push(call);
    if (this.#latest.length > KEEP) this.#latest.shift();
    return call;
  }

  forward(from: string, { hostname: host, port }: Destination, status: number): void {
    this.#forwarded++;
    this.#history.append({
      component: 'EGRESS',
      kind: 'request.forwarded',
      data: { from, host, port, status },
    });
  }
}
