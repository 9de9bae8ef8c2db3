import type { WebSocket } from 'ws';
import { FrameGuard } from './frame-guard.ts';

/** Largest frame taken from an agent, which only ever sends control frames. */
export const FRAME_LIMIT = 16_384;

/**
 * A WebSocket in the shape that rhea wraps, with a guard over what comes in. Closing does not wait for the peer's
 * closing handshake, as that wait would be on the wall.
 */
export class AmqpSocket {
  readonly url = 'amqp over websocket';
  onmessage: ((event: { data: Buffer }) => void) | null = null;
  onclose: (() => void) | null = null;
  onerror: ((error: Error) => void) | null = null;
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    this.#socket = socket;
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
    this.#socket.close();
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
