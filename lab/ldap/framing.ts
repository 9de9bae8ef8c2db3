import { LdapProtocolError } from './errors.ts';
import { extentAt } from './extent.ts';

const HEADER = 6;
const MESSAGE = 0x30;

/** Cuts a stream of bytes into LDAP messages, in linear time, without buffering more than one message's limit. */
export class Framing {
  readonly #limit: () => number;
  #chunks: Buffer[] = [];
  #held = 0;
  /** Bytes of the message under way; 0 while its header is incomplete. */
  #wanted = 0;

  /** @param limit the largest message taken at that moment, header included, in bytes */
  constructor(limit: () => number) {
    this.#limit = limit;
  }

  /** Whether there are bytes that have not been handed out. */
  get partial(): boolean {
    return this.#held > 0;
  }

  /** Yields every message that `chunk` completes. Throws LdapProtocolError, as `next` does. */
  *push(chunk: Buffer): Generator<Buffer> {
    this.add(chunk);
    for (let message = this.next(); message !== undefined; message = this.next()) yield message;
  }

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#held += chunk.length;
  }

  /** The next message that is whole. Throws LdapProtocolError; the stream is then beyond repair. */
  next(): Buffer | undefined {
    if (this.#held === 0) return undefined;
    if (this.#wanted === 0) this.#wanted = this.#measure();
    if (this.#wanted === 0 || this.#held < this.#wanted) return undefined;
    const all = this.#gather();
    const message = this.#wanted === all.length ? all : all.subarray(0, this.#wanted);
    this.#held -= this.#wanted;
    this.#chunks = this.#held > 0 ? [all.subarray(this.#wanted)] : [];
    this.#wanted = 0;
    return message;
  }

  /** The whole size that the header announces; 0 when the header is not all here. */
  #measure(): number {
    const head = (this.#chunks[0]?.length ?? 0) >= HEADER ? this.#chunks[0] : this.#gather();
    if (head === undefined) return 0;
    if (head[0] !== MESSAGE) throw new LdapProtocolError(`starts with 0x${(head[0] ?? 0).toString(16)}`);
    const extent = extentAt(head, 0);
    const limit = this.#limit();
    if (extent !== undefined && extent.end > limit) {
      throw new LdapProtocolError(`${extent.end} bytes announced, ${limit} allowed`);
    }
    return extent?.end ?? 0;
  }

  #gather(): Buffer {
    const [only] = this.#chunks;
    if (this.#chunks.length === 1 && only !== undefined) return only;
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [all];
    return all;
  }
}
