import type { WebSocket } from 'ws';
import type { Clock } from '../../clock/clock.ts';
import { FrameGuard } from './frame-guard.ts';

/** Largest frame taken from an agent, which only ever sends control frames. */
export const FRAME_LIMIT = 16_384;

/** Lab time that a peer has for its part of the closing handshake (RFC 6455 section 7.1.1). */
const CLOSING_LIMIT_MS = 5_000;

/**
 * A WebSocket in the shape that rhea wraps, with a guard over what comes in. A peer that does not answer the closing
 * handshake is cut off by the lab clock; the library's own limit, on the wall, is off (queue-front.ts).
 */
export class AmqpSocket {
  readonly url = 'amqp over websocket';
  onmessage: ((event: { data: Buffer }) => void) | null = null;
  onclose: (() => void) | null = null;
  onerror: ((error: Error) => void) | null = null;
  readonly #socket: WebSocket;
  readonly #clock: Clock;

  constructor(socket: WebSocket, clock: Clock) {
    this.#socket = socket;
    this.#clock = clock;
    const guard = new FrameGuard(FRAME_LIMIT);
    socket.on('message', (data) => {
      const chunk = Array.isArray(data)
        ? Buffer.concat(data)
        : Buffer.from(data instanceof ArrayBuffer ? new Uint8Array(data) : data);
      if (passes(guard, chunk)) this.onmessage?.({ data: chunk });
      else socket.terminate();
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.onclose?.());
  }

  send(data: Buffer): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(data, { binary: true });
  }

  close(): void {
    const socket = this.#socket;
    if (socket.readyState !== socket.OPEN) return;
    const limit = this.#clock.after(CLOSING_LIMIT_MS, 'closing of a queue connection', () =>
      socket.terminate(),
    );
    socket.once('close', () => limit.cancel());
    socket.close();
  }
}

function passes(guard: FrameGuard, chunk: Buffer): boolean {
  try {
    guard.pass(chunk);
    return true;
  } catch {
    return false;
  }
}
