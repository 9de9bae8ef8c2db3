/** Bytes of application payload in one direction. */
export interface PayloadCount {
  readonly count: number;
  readonly last: number;
  readonly total: number;
}

/** Requests to agents and answers from them: JSON bytes, without AMQP, HTTP and TLS. */
export interface PayloadBytes {
  readonly requests: PayloadCount;
  readonly answers: PayloadCount;
}

const NONE: PayloadCount = { count: 0, last: 0, total: 0 };

/** Counts payloads for the traffic estimate. */
export class PayloadMeter {
  #requests = NONE;
  #answers = NONE;

  request(bytes: number): void {
    this.#requests = add(this.#requests, bytes);
  }

  answer(bytes: number): void {
    this.#answers = add(this.#answers, bytes);
  }

  read(): PayloadBytes {
    return { requests: this.#requests, answers: this.#answers };
  }
}

function add({ count, total }: PayloadCount, bytes: number): PayloadCount {
  return { count: count + 1, last: bytes, total: total + bytes };
}
