import type { Socket } from 'node:net';
import type { Clock } from '../clock/clock.ts';

export interface FirstBytesOptions<T> {
  readonly socket: Socket;
  readonly clock: Clock;
  /** Lab time that a caller may take over its first words. */
  readonly limitMs: number;
  /** What the bytes so far say; `more` while they do not say enough. */
  readonly read: (bytes: Buffer) => T | 'more';
  /** Told once, with every byte back in the socket: TLS and HTTP servers and pipes start as if nothing had been read. */
  readonly decide: (words: T) => void;
  /** Told of every piece that comes, for whoever counts activity. */
  readonly heard?: (() => void) | undefined;
}

/** First words are no longer than this, in bytes. */
const LIMIT = 16_384;

/**
 * Looks at the first bytes of a connection without taking them. A caller that says nothing in time, too much, or leaves
 * is dropped.
 */
export function readFirstBytes<T>(options: FirstBytesOptions<T>): void {
  const { socket, clock, limitMs, read, decide, heard } = options;
  let bytes = Buffer.alloc(0);
  const limit = clock.after(limitMs, 'first bytes of a connection', () => socket.destroy());
  const finish = (): void => {
    limit.cancel();
    socket.off('readable', look).off('end', leave).off('close', finish);
  };
  const leave = (): void => {
    finish();
    socket.destroy();
  };
  const look = (): void => {
    for (let piece = take(socket); piece !== undefined; piece = take(socket)) {
      bytes = Buffer.concat([bytes, piece]);
      heard?.();
    }
    const words = bytes.length === 0 ? 'more' : read(bytes);
    if (words === 'more') return bytes.length > LIMIT ? leave() : undefined;
    finish();
    socket.unshift(bytes);
    decide(words);
  };
  socket.on('error', () => socket.destroy());
  socket.on('readable', look).once('end', leave).once('close', finish);
}

function take(socket: Socket): Buffer | undefined {
  const piece: unknown = socket.read();
  return Buffer.isBuffer(piece) ? piece : undefined;
}
