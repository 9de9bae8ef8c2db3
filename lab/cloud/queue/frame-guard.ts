/** Smallest frame of AMQP 1.0 (part 2.3.1): its header. */
const SMALLEST = 8;
const PROTOCOL_HEADER = 0x414d5150;

/**
 * Follows the sizes of AMQP frames and protocol headers in a byte stream, so that no peer makes the queue gather a
 * frame beyond the limit. Throws RangeError.
 */
export class FrameGuard {
  readonly #limit: number;
  #head = Buffer.alloc(0);
  #remaining = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  pass(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#remaining > 0) {
        const step = Math.min(this.#remaining, chunk.length - at);
        this.#remaining -= step;
        at += step;
        continue;
      }
      const wanted = 4 - this.#head.length;
      this.#head = Buffer.concat([this.#head, chunk.subarray(at, at + wanted)]);
      at += wanted;
      if (this.#head.length === 4) this.#begin(this.#head.readUInt32BE(0));
    }
  }

  #begin(word: number): void {
    const size = word === PROTOCOL_HEADER ? SMALLEST : word;
    if (size < SMALLEST || size > this.#limit)
      throw new RangeError(`an AMQP frame of ${size} bytes is refused`);
    this.#head = Buffer.alloc(0);
    this.#remaining = size - 4;
  }
}
