import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import type { Probe } from './clock.ts';

/** Bytes moved on the connections that this process has dialled since the count began. */
export interface DialledCount extends Disposable {
  activity(): number;
  /** Connections that are being opened now: a name is looked up, or nobody has answered yet. Both take real time. */
  dialling(): number;
}

/** Real milliseconds that a look-up or an unanswered call may take, as both resolvers and kernels try again. */
const DIALLING_PATIENCE_MS = 20_000;

const CHANNEL = 'net.client.socket';

/**
 * Counts what moves on every connection that this process opens from now on, whichever library opens it. A process of
 * the lab that only counted what it serves could be thought at rest while it deals with an answer.
 *
 * What has no port at its other end (a pipe), or one of the ignored, is none of the lab's.
 */
export function countDialled(ignored: ReadonlySet<number> = new Set()): DialledCount {
  const open = new Set<Socket>();
  let closed = 0;
  const ports = new WeakMap<Socket, number>();
  const movedIn = (socket: Socket): number => {
    const port = socket.remotePort ?? ports.get(socket);
    if (port === undefined || ignored.has(port)) return 0;
    ports.set(socket, port);
    return moved(socket);
  };
  const take = (message: unknown): void => {
    const socket = socketIn(message);
    if (socket === undefined) return;
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      closed += movedIn(socket) + 1;
    });
  };
  subscribe(CHANNEL, take);
  return {
    dialling: () => [...open].filter((socket) => socket.connecting).length,
    activity: () => [...open].reduce((sum, socket) => sum + movedIn(socket), closed),
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

/** What a process says of the connections it is opening, beside what it says of itself. */
export function withDialling(probe: Probe, dialled: DialledCount | undefined): Required<Probe> {
  const { activity, busy, patienceMs = 0 } = probe;
  const moved = activity + (dialled?.activity() ?? 0);
  const count = dialled?.dialling() ?? 0;
  if (count === 0) return { activity: moved, busy, patienceMs };
  const patience = Math.max(patienceMs, DIALLING_PATIENCE_MS);
  return { activity: moved, busy: [...busy, `${count} connections opening`], patienceMs: patience };
}
