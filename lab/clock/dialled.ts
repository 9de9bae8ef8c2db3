import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import type { Probe } from './clock.ts';
import { wallElapsed } from './wall.ts';

/** Bytes moved on the connections that this process has dialled since the count began. */
export interface DialledCount extends Disposable {
  activity(): number;
  /**
   * Connections that are being opened now: a name is looked up, or nobody has answered yet. Both take real time. After
   * some of it a call is one that nobody answers, such as to a machine that is dead: a limit on the lab clock ends it.
   */
  dialling(): number;
}

/** Real milliseconds after which nobody is going to answer: a lost first packet is sent again after 1 s and 3 s. */
const SILENCE_MS = 4_000;
/** Real milliseconds for which calls that are made one after the other are waited for. */
const DIALLING_PATIENCE_MS = 20_000;

const CHANNEL = 'net.client.socket';

/**
 * Counts what moves on every connection that this process opens from now on, whichever library opens it. A process of
 * the lab that only counted what it serves could be thought at rest while it deals with an answer.
 *
 * What has no port at its other end (a pipe), or one of the ignored, is none of the lab's.
 */
export function countDialled(
  ignored: ReadonlySet<number> = new Set(),
  elapsed: () => number = wallElapsed,
): DialledCount {
  /** With the moment at which each was dialled. */
  const open = new Map<Socket, number>();
  /** Of connections that have closed; one for each that was opened, as its first words may be on their way, and for each half-close. */
  let counted = 0;
  const ports = new WeakMap<Socket, number>();
  const isIgnored = (socket: Socket): boolean => {
    const port = ports.get(socket);
    return port !== undefined && ignored.has(port);
  };
  const movedIn = (socket: Socket): number => (ports.has(socket) && !isIgnored(socket) ? moved(socket) : 0);
  const take = (message: unknown): void => {
    const socket = socketIn(message);
    if (socket === undefined) return;
    open.set(socket, elapsed());
    socket.once('connect', () => {
      if (socket.remotePort === undefined) return;
      ports.set(socket, socket.remotePort);
      if (!isIgnored(socket)) counted++;
    });
    // A half-close moves no byte, and a connection may be open for long after it.
    socket.once('end', () => {
      if (ports.has(socket) && !isIgnored(socket)) counted++;
    });
    socket.once('close', () => {
      open.delete(socket);
      // Its end is news as well, and the only one where nobody answered.
      if (!isIgnored(socket)) counted += movedIn(socket) + 1;
    });
  };
  subscribe(CHANNEL, take);
  return {
    dialling: () =>
      [...open].filter(([{ connecting }, since]) => connecting && elapsed() - since < SILENCE_MS).length,
    activity: () => [...open.keys()].reduce((sum, socket) => sum + movedIn(socket), counted),
    [Symbol.dispose]: () => void unsubscribe(CHANNEL, take),
  };
}

function moved(socket: Socket): number {
  return socket.bytesRead + socket.bytesWritten;
}

function socketIn(message: unknown): Socket | undefined {
  if (typeof message !== 'object' || message === null || !('socket' in message)) return undefined;
  // What Node documents to be published on this channel.
  return message.socket as Socket;
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
