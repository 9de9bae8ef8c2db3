import type { Chance } from '../chance/chance.ts';

/** What a slowed link does to everything it carries, in either direction. */
export interface Slowness {
  /** One way, in milliseconds of lab time. */
  readonly latencyMs: number;
  /** At most so many milliseconds more for each piece, evenly drawn; order is kept. */
  readonly jitterMs?: number | undefined;
  /** Percentage of segments that are lost, each try anew. */
  readonly lossPercent?: number | undefined;
}

/** Payload of a full TCP segment on Ethernet: 1500 bytes less the headers (RFC 9293 section 3.7.1). */
const SEGMENT_BYTES = 1_460;
/** Linux' least and greatest retransmission timeout (TCP_RTO_MIN, TCP_RTO_MAX); RFC 6298 section 5.5 doubles it. */
const LEAST_TIMEOUT_MS = 200;
const GREATEST_TIMEOUT_MS = 120_000;
/** Linux' tcp_retries2: after so many losses in a row the connection is given up. */
const RETRIES = 15;

/** When a piece arrives, or when its sender gives the connection up. */
export interface Arrival {
  readonly at: number;
  readonly gaveUp: boolean;
}

/** Decides when the bytes of one direction of one connection arrive. No I/O. */
export class Transit {
  readonly #slowness: () => Slowness;
  readonly #chance: Chance;
  readonly #opened: number;
  #last = 0;

  /** `opened` is the lab time at which this direction's sender may send its first byte. */
  constructor(slowness: () => Slowness, chance: Chance, opened: number) {
    this.#slowness = slowness;
    this.#chance = chance;
    this.#opened = opened;
  }

  /** For a piece that its sender hands over at `now`; never before a piece that was handed over earlier. */
  arrival(now: number, bytes: number): Arrival {
    const { latencyMs, jitterMs = 0 } = this.#slowness();
    const sent = Math.max(now, this.#opened);
    const jitter = jitterMs > 0 ? Math.round(this.#chance.next() * jitterMs) : 0;
    const { waitMs, gaveUp } = this.#losses(bytes);
    this.#last = Math.max(this.#last, sent + latencyMs + jitter + waitMs);
    return { at: this.#last, gaveUp };
  }

  /** The longest wait for any segment of a piece, as TCP delivers nothing before what is missing has come. */
  #losses(bytes: number): { waitMs: number; gaveUp: boolean } {
    const { latencyMs, lossPercent = 0 } = this.#slowness();
    if (lossPercent === 0 || bytes === 0) return { waitMs: 0, gaveUp: false };
    const lost = (): boolean => this.#chance.next() * 100 < lossPercent;
    let [longest, gaveUp] = [0, false];
    for (let segment = 0; segment < Math.ceil(bytes / SEGMENT_BYTES) && !gaveUp; segment++) {
      let waited = 0;
      let timeout = Math.max(LEAST_TIMEOUT_MS, 2 * latencyMs);
      for (let tries = 0; !gaveUp && lost(); tries++) {
        waited += Math.min(timeout, GREATEST_TIMEOUT_MS);
        timeout *= 2;
        gaveUp = tries === RETRIES;
      }
      longest = Math.max(longest, waited);
    }
    return { waitMs: longest, gaveUp };
  }
}
