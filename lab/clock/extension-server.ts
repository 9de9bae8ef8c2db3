import { createServer, type Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import type { FarParticipant, Probe, Timer } from './clock.ts';
import { readToClock, type FromClock, type ToClock } from './extension-messages.ts';
import type { LabClock } from './lab-clock.ts';

/** The clock extension of the agent contract: a WebSocket on the control plane, a token of its own for each host. */
export interface StartedClockExtension extends AsyncDisposable {
  /** What the agent of a host gets as PTALAB_CLOCK_URL. It can speak for that host alone. */
  urlFor(host: string): string;
  /** Whether somebody of that name takes the lab clock now. */
  has(name: string): boolean;
  /** Resolves when somebody of that name takes the lab clock. */
  joined(name: string): Promise<void>;
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
  server.on('upgrade', (request, socket, head) => {
    const token = new URL(request.url ?? '/', 'ws://lab').searchParams.get('token') ?? '';
    const host = hosts.get(token);
    if (host === undefined) socket.destroy();
    else
      sockets.handleUpgrade(request, socket, head, (webSocket) =>
        subscribe(webSocket, host, clock, subscribers, awaited),
      );
  });
  const port = await listen(server);
  return {
    urlFor: (host) => {
      const token = newToken();
      hosts.set(token, host);
      return `ws://127.0.0.1:${port}/clock?token=${token}`;
    },
    has: (name) => subscribers.has(name),
    joined: (name) =>
      subscribers.has(name) ? Promise.resolve() : new Promise((resolve) => awaited.set(name, resolve)),
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
    const subscriber = new Subscriber(hello.name, socket, clock);
    subscribers.set(hello.name, subscriber);
    awaited.get(hello.name)?.();
    awaited.delete(hello.name);
    socket.once('close', () => {
      subscriber.leave();
      if (subscribers.get(hello.name) === subscriber) subscribers.delete(hello.name);
    });
  });
}

/** Timers that one agent may have at once; an agent that wants more is disconnected. */
const TIMER_LIMIT = 10_000;

/** One agent process on the lab clock: its timers live here, so that they fire in order with everybody's. */
class Subscriber implements FarParticipant {
  readonly far = true;
  readonly name: string;
  readonly #socket: WebSocket;
  readonly #clock: LabClock;
  readonly #timers = new Map<number, Timer>();
  readonly #probes = new Map<number, (probe: Probe) => void>();
  readonly #unlisten: () => void;
  #unjoin: (() => void) | undefined;
  #probe = 0;
  #last: Probe = { activity: 0, busy: [] };

  constructor(name: string, socket: WebSocket, clock: LabClock) {
    this.name = name;
    this.#socket = socket;
    this.#clock = clock;
    this.#unjoin = clock.join(this);
    this.#unlisten = clock.onChange((change) => this.#send({ op: 'time', ...change }));
    socket.on('message', (data) => this.#take(readToClock(String(data))));
    this.#send({ op: 'time', now: clock.now(), mode: clock.mode });
  }

  probe(): Promise<Probe> {
    const id = ++this.#probe;
    return new Promise((resolve) => {
      this.#probes.set(id, resolve);
      this.#send({ op: 'probe', id });
    });
  }

  suspend(): void {
    this.#unjoin?.();
    this.#unjoin = undefined;
    this.#answerProbes();
  }

  resume(): void {
    this.#unjoin ??= this.#clock.join(this);
  }

  leave(): void {
    this.suspend();
    this.#unlisten();
    for (const timer of this.#timers.values()) timer.cancel();
  }

  #take(message: ToClock | undefined): void {
    if (message?.op === 'set') this.#set(message.id, message.delayMs, message.name);
    if (message?.op === 'cancel') this.#cancel(message.id);
    if (message?.op === 'rest') {
      this.#last = { activity: message.activity, busy: message.busy };
      this.#probes.get(message.id)?.(this.#last);
      this.#probes.delete(message.id);
    }
  }

  #set(id: number, delayMs: number, name: string): void {
    const fire = (): void => {
      this.#timers.delete(id);
      this.#send({ op: 'fire', id, now: this.#clock.now() });
    };
    if (this.#timers.size >= TIMER_LIMIT) return this.#socket.terminate();
    this.#timers.set(id, this.#clock.schedule(this.name, delayMs, name, fire));
  }

  #cancel(id: number): void {
    this.#timers.get(id)?.cancel();
    this.#timers.delete(id);
  }

  #answerProbes(): void {
    for (const resolve of this.#probes.values()) resolve(this.#last);
    this.#probes.clear();
  }

  #send(message: FromClock): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(message));
  }
}
