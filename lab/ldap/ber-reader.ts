import { LdapProtocolError } from './errors.ts';
import { lengthBytes } from './extent.ts';
import { Tag } from './tags.ts';

const LONG_TAG = 0x1f;

/**
 * Reads BER (ITU-T X.690) in place: takes the elements of whatever sequence is open in their order, refuses any that is
 * not what the caller asks for, and hands out views of the bytes, not copies. It follows no nesting by itself, so a
 * message costs its length. Every method throws LdapProtocolError.
 */
export class BerReader {
  readonly #bytes: Buffer;
  #at: number;
  /** Where the sequence that is open ends. */
  #end: number;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#at = 0;
    this.#end = bytes.length;
  }

  /** Whether all elements of the open sequence have been taken. */
  get done(): boolean {
    return this.#at >= this.#end;
  }

  /** Bytes of the open sequence that have not been taken. */
  get left(): number {
    return this.#end - this.#at;
  }

  /** Tag of the next element; undefined when there is none. */
  peek(): number | undefined {
    return this.#at < this.#end ? this.#bytes[this.#at] : undefined;
  }

  /** Enters a constructed element; what it returns is for `close`. */
  open(what: string, tag: number = Tag.sequence): number {
    const end = this.#header(what, tag);
    const outer = this.#end;
    this.#end = end;
    return outer;
  }

  /** Leaves the element that `open` entered, which must have been taken whole. */
  close(what: string, outer: number): void {
    if (this.#at !== this.#end) throw new LdapProtocolError(`${what} has more fields than it may have`);
    this.#end = outer;
  }

  bytes(what: string, tag: number = Tag.octetString): Buffer {
    const end = this.#header(what, tag);
    const start = this.#at;
    this.#at = end;
    return this.#bytes.subarray(start, end);
  }

  text(what: string, tag: number = Tag.octetString): string {
    const end = this.#header(what, tag);
    const start = this.#at;
    this.#at = end;
    return this.#bytes.toString('utf8', start, end);
  }

  integer(what: string, tag: number = Tag.integer): number {
    const end = this.#header(what, tag);
    const size = end - this.#at;
    if (size < 1 || size > 4) throw new LdapProtocolError(`${what} is no 32-bit integer`);
    const value = this.#bytes.readIntBE(this.#at, size);
    this.#at = end;
    return value;
  }

  boolean(what: string, tag: number = Tag.boolean): boolean {
    const end = this.#header(what, tag);
    if (end - this.#at !== 1) throw new LdapProtocolError(`${what} is no boolean`);
    const value = this.#bytes[this.#at] !== 0;
    this.#at = end;
    return value;
  }

  /** The next element's content when it has that tag. */
  optionalBytes(what: string, tag: number = Tag.octetString): Buffer | undefined {
    return this.peek() === tag ? this.bytes(what, tag) : undefined;
  }

  /** Checks the next element's header, moves to its content, and answers where that ends. */
  #header(what: string, wanted: number): number {
    const bytes = this.#bytes;
    const tag = bytes[this.#at];
    const first = bytes[this.#at + 1];
    if (this.#at >= this.#end || tag === undefined) throw new LdapProtocolError(`${what} is missing`);
    if (tag !== wanted) throw new LdapProtocolError(wrongTag(what, tag));
    if (first === undefined) throw new LdapProtocolError(`${what} is cut off`);
    this.#at += 2;
    const end = first < 0x80 ? this.#at + first : this.#longEnd(first);
    if (end > this.#end) throw new LdapProtocolError(`${what} has a length beyond the end`);
    return end;
  }

  #longEnd(first: number): number {
    const size = lengthBytes(first);
    if (this.#at + size > this.#end) throw new LdapProtocolError('a length that is cut off');
    const length = this.#bytes.readUIntBE(this.#at, size);
    this.#at += size;
    return this.#at + length;
  }
}

function wrongTag(what: string, tag: number): string {
  return (tag & LONG_TAG) === LONG_TAG
    ? `${what} has a tag of more than one byte`
    : `${what} has tag 0x${tag.toString(16)}`;
}
