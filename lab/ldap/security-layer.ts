import { Duplex } from 'node:stream';
import { LdapProtocolError } from './errors.ts';

/** What a SASL mechanism puts around everything that follows its bind (RFC 4513 section 5.2.1.3). */
export interface SecurityLayer {
  /** Whether it hides what it wraps, rather than only signing it. */
  readonly encrypts: boolean;
  wrap(clear: Buffer): Buffer;
  /** Throws LdapProtocolError for what the other side has not wrapped. */
  unwrap(wrapped: Buffer): Buffer;
}

const HEADER = 4;
/** Longest buffer taken, in bytes; a longer message comes in several. */
const LONGEST = 16 * 1024 * 1024;
/** Longest piece wrapped at once. */
const PIECE = 64 * 1024;

/** A stream in whose clear bytes one talks while wrapped ones, each behind its length (RFC 4422 section 3.7), pass below. */
export class LayeredStream extends Duplex {
  readonly #below: Duplex;
  readonly #layer: SecurityLayer;
  #chunks: Buffer[] = [];
  #held = 0;

  constructor(below: Duplex, layer: SecurityLayer) {
    super({ allowHalfOpen: true });
    this.#below = below;
    this.#layer = layer;
    below.on('data', (chunk: Buffer) => this.#receive(chunk));
    below.once('end', () => this.push(null));
    below.once('close', () => this.destroy());
    below.on('error', (error) => this.destroy(error));
  }

  override _read(): void {
    this.#below.resume();
  }

  override _write(clear: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    const pieces: Buffer[] = [];
    for (let at = 0; at < clear.length; at += PIECE) {
      const wrapped = this.#layer.wrap(clear.subarray(at, at + PIECE));
      const header = Buffer.alloc(HEADER);
      header.writeUInt32BE(wrapped.length);
      pieces.push(header, wrapped);
    }
    if (this.#below.write(Buffer.concat(pieces))) done();
    else this.#below.once('drain', done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#below.end(() => done());
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#below.destroy();
    done(error);
  }

  #receive(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#held += chunk.length;
    try {
      for (let next = this.#next(); next !== undefined; next = this.#next()) {
        if (!this.push(this.#layer.unwrap(next))) this.#below.pause();
      }
    } catch (error) {
      this.destroy(error instanceof Error ? error : undefined);
    }
  }

  /** The next buffer that is whole, without its length. */
  #next(): Buffer | undefined {
    if (this.#held < HEADER) return undefined;
    if ((this.#chunks[0]?.length ?? 0) < HEADER) this.#gather();
    const length = this.#chunks[0]?.readUInt32BE(0) ?? 0;
    if (length > LONGEST) throw new LdapProtocolError(`${length} bytes under one signature`);
    const end = HEADER + length;
    if (this.#held < end) return undefined;
    const all = this.#gather();
    this.#held -= end;
    this.#chunks = this.#held > 0 ? [all.subarray(end)] : [];
    return all.subarray(HEADER, end);
  }

  /** Copied only when they are in pieces, or many small ones in one chunk would be copied again for each. */
  #gather(): Buffer {
    const [first = Buffer.alloc(0)] = this.#chunks;
    if (this.#chunks.length <= 1) return first;
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [all];
    return all;
  }
}
