import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { readToClock } from './extension-messages.ts';
import type { LabClock } from './lab-clock.ts';
import { Subscriber } from './subscriber.ts';

/** The clock extension of the agent contract: a WebSocket on the control plane, a token of its own for each host. */
export interface StartedClockExtension extends AsyncDisposable {
  /** What the agent of a host gets as PTALAB_CLOCK_URL. It can speak for that host alone. */
  urlFor(host: string): string;
  /** The same without scheme, host and port, for agents that reach the lab by another way. */
  pathFor(host: string): string;
  /** Takes an upgrade that came by another way. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Whether somebody of that name takes the lab clock now. */
  has(name: string): boolean;
  /** Resolves when somebody of that name takes the lab clock. */
  joined(name: string): Promise<void>;
  /** Resolves when nobody of that name takes the lab clock; whoever still does has ended, and is let go. */
  dismiss(name: string): Promise<void>;
  /** Stops waiting for a process that is paused and cannot answer. */
  suspend(name: string): void;
  /** Waits for it again. */
  resume(name: string): void;
}

/** `newToken` gives a secret that cannot be guessed. */
export async function startClockExtension(
  clock: LabClock,
  newToken: () => string,
): Promise<StartedClockExtension> {
  const server = createServer((_request, response) => response.writeHead(426).end());
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 16_384, perMessageDeflate: false });
  const subscribers = new Map<string, Subscriber>();
  const awaited = new Map<string, () => void>();
  const hosts = new Map<string, string>();
  const upgrade: StartedClockExtension['upgrade'] = (request, socket, head) => {
    const token = URL.parse(request.url ?? '/', 'ws://lab')?.searchParams.get('token') ?? '';
    const host = hosts.get(token);
    if (host === undefined) socket.destroy();
    else
      sockets.handleUpgrade(request, socket, head, (webSocket) =>
        subscribe(webSocket, host, clock, subscribers, awaited),
      );
  };
  server.on('upgrade', upgrade);
  const pathFor = (host: string): string => {
    const token = newToken();
    hosts.set(token, host);
    return `/clock?token=${token}`;
  };
  const port = await listen(server);
  return {
    urlFor: (host) => `ws://127.0.0.1:${port}${pathFor(host)}`,
    pathFor,
    upgrade,
    has: (name) => subscribers.has(name),
    joined: (name) =>
      subscribers.has(name) ? Promise.resolve() : new Promise((resolve) => awaited.set(name, resolve)),
    dismiss: async (name) => subscribers.get(name)?.dismiss(),
    suspend: (name) => subscribers.get(name)?.suspend(),
    resume: (name) => subscribers.get(name)?.resume(),
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function subscribe(
  socket: WebSocket,
  host: string,
  clock: LabClock,
  subscribers: Map<string, Subscriber>,
  awaited: Map<string, () => void>,
): void {
  socket.on('error', () => socket.terminate());
  socket.once('message', (data) => {
    const hello = readToClock(String(data));
    if (hello?.op !== 'hello' || hello.name !== host) {
      socket.terminate();
      return;
    }
    const subscriber = new Subscriber(hello.name, clock, {
      send: (message) => {
        if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
      },
      refuse: () => socket.terminate(),
      gone: new Promise((resolve) => socket.once('close', () => resolve())),
    });
    socket.on('message', (later) => subscriber.take(readToClock(String(later))));
    subscribers.set(hello.name, subscriber);
    awaited.get(hello.name)?.();
    awaited.delete(hello.name);
    socket.once('close', () => {
      subscriber.leave();
      if (subscribers.get(hello.name) === subscriber) subscribers.delete(hello.name);
    });
  });
}
