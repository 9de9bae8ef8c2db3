/**
 * Credit that a listener grants (AMQP 1.0 part 2.6.7): never more than `limit` requests on their way or in hand, given
 * back a quarter at a time, as each grant is a frame through the proxy and back to the queue.
 */
export class Credit {
  readonly #batch: number;
  readonly #grant: (count: number) => void;
  #done = 0;

  constructor(limit: number, grant: (count: number) => void) {
    this.#batch = Math.max(1, Math.floor(limit / 4));
    this.#grant = grant;
    grant(limit);
  }

  /** One request is done with. */
  done(): void {
    if (++this.#done < this.#batch) return;
    this.#grant(this.#done);
    this.#done = 0;
  }
}
