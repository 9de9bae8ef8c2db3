import { Tag } from './tags.ts';

const FIRST_SIZE = 1_024;
/** Room that is kept from one message to the next. */
const KEPT_SIZE = 256 * 1_024;
/** Longest text that is written unit by unit; its length takes one byte. */
const SHORT = 48;
/** The header of a constructed element: tag, 0x84, four bytes of length. */
const HEADER = 6;

/**
 * Writes BER front to back. Constructed elements have lengths of four bytes, as those of Windows have: nothing has to be
 * measured before, or moved after.
 */
export class BerWriter {
  #bytes = Buffer.allocUnsafeSlow(FIRST_SIZE);
  #at = 0;

  /** Begins a constructed element; what it returns is for `close`. */
  open(tag: number = Tag.sequence): number {
    this.#reserve(HEADER);
    this.#bytes[this.#at] = tag;
    this.#bytes[this.#at + 1] = 0x84;
    this.#at += HEADER;
    return this.#at;
  }

  close(start: number): void {
    this.#bytes.writeUInt32BE(this.#at - start, start - 4);
  }

  integer(value: number, tag: number = Tag.integer): void {
    let size = 1;
    while (size < 4 && value >> (8 * size - 1) !== 0 && value >> (8 * size - 1) !== -1) size++;
    this.#reserve(2 + size);
    this.#bytes[this.#at] = tag;
    this.#bytes[this.#at + 1] = size;
    this.#bytes.writeIntBE(value, this.#at + 2, size);
    this.#at += 2 + size;
  }

  boolean(value: boolean, tag: number = Tag.boolean): void {
    this.#primitive(tag, 1);
    this.#bytes[this.#at++] = value ? 0xff : 0;
  }

  text(value: string, tag: number = Tag.octetString): void {
    if (value.length <= SHORT && this.#shortAscii(value, tag)) return;
    const size = Buffer.byteLength(value, 'utf8');
    this.#primitive(tag, size);
    this.#at += this.#bytes.write(value, this.#at, size, 'utf8');
  }

  bytes(value: Uint8Array, tag: number = Tag.octetString): void {
    this.#primitive(tag, value.length);
    this.raw(value);
  }

  /** Bytes that are BER already. */
  raw(value: Uint8Array): void {
    this.#reserve(value.length);
    this.#bytes.set(value, this.#at);
    this.#at += value.length;
  }

  /** A copy of what has been written since the last time. */
  take(): Buffer {
    const written = Buffer.from(this.#bytes.subarray(0, this.#at));
    this.reset();
    return written;
  }

  reset(): void {
    this.#at = 0;
    if (this.#bytes.length > KEPT_SIZE) this.#bytes = Buffer.allocUnsafeSlow(FIRST_SIZE);
  }

  /** Most texts are short and ASCII, and quicker to write here than to have measured and written for us. */
  #shortAscii(value: string, tag: number): boolean {
    this.#reserve(2 + SHORT);
    const bytes = this.#bytes;
    const start = this.#at + 2;
    for (let index = 0; index < value.length; index++) {
      const unit = value.charCodeAt(index);
      if (unit > 0x7f) return false;
      bytes[start + index] = unit;
    }
    bytes[this.#at] = tag;
    bytes[this.#at + 1] = value.length;
    this.#at = start + value.length;
    return true;
  }

  /** Tag and length, in as few bytes as they need, and room for the content. */
  #primitive(tag: number, size: number): void {
    this.#reserve(HEADER + size);
    this.#bytes[this.#at++] = tag;
    if (size < 0x80) {
      this.#bytes[this.#at++] = size;
      return;
    }
    const width = size < 0x100 ? 1 : size < 0x10000 ? 2 : 4;
    this.#bytes[this.#at++] = 0x80 | width;
    this.#bytes.writeUIntBE(size, this.#at, width);
    this.#at += width;
  }

  #reserve(size: number): void {
    const wanted = this.#at + size;
    if (wanted <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(wanted, 2 * this.#bytes.length));
    larger.set(this.#bytes.subarray(0, this.#at));
    this.#bytes = larger;
  }
}
