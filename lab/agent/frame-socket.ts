import type { WebSocket } from 'ws';

/** What rhea needs of a socket. */
export interface FrameSocket {
  on(event: 'data' | 'error' | 'end', hear: (what?: unknown) => void): void;
  write(bytes: Uint8Array): void;
  end(): void;
  /** For rhea's own log. */
  get_id_string(): string;
}

/**
 * A WebSocket as rhea takes one, each frame of AMQP in a message of its own. The library's own stream does the same for
 * any user of streams, at several turns of the event loop for each message.
 */
export function frameSocket(socket: WebSocket): FrameSocket {
  return {
    on: (event, hear) => {
      if (event === 'data') socket.on('message', (data) => hear(data));
      else socket.on(event === 'end' ? 'close' : event, (what: unknown) => hear(errorIn(what)));
    },
    write: (bytes) => {
      if (socket.readyState === socket.OPEN) socket.send(bytes, { binary: true });
    },
    end: () => socket.close(),
    get_id_string: () => socket.url,
  };
}

/** A close comes with a number, which rhea would take for an error. */
function errorIn(what: unknown): Error | undefined {
  return what instanceof Error ? what : undefined;
}
