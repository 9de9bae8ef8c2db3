import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/** Bytes moved on the connections that this process has dialled since the count began. */
export interface DialledCount extends Disposable {
  activity(): number;
}

const CHANNEL = 'net.client.socket';

/**
 * Counts what moves on every connection that this process opens from now on, whichever library opens it. A process of
 * the lab that only counted what it serves could be thought at rest while it deals with an answer.
 */
export function countDialled(): DialledCount {
  const open = new Set<Socket>();
  let closed = 0;
  const take = (message: unknown): void => {
    const socket = socketIn(message);
    if (socket === undefined) return;
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      closed += moved(socket) + 1;
    });
  };
  subscribe(CHANNEL, take);
  return {
    activity: () => [...open].reduce((sum, socket) => sum + moved(socket), closed),
    [Symbol.dispose]: () => void unsubscribe(CHANNEL, take),
  };
}

function moved(socket: Socket): number {
  return socket.bytesRead + socket.bytesWritten;
}

function socketIn(message: unknown): Socket | undefined {
  return typeof message === 'object' && message !== null && 'socket' in message
    ? (message.socket as Socket)
    : undefined;
}
