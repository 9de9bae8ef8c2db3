import { WebSocket } from 'ws';
import type { Clock, Timer } from './clock.ts';
import { ComponentClock, type TimeKeeper } from './component-clock.ts';
import { readFromClock, type FromClock, type ToClock } from './extension-messages.ts';
import { wallElapsed } from './wall.ts';

/** The lab clock as an agent process sees it, over the contract's clock extension. */
export interface AgentClock extends Clock {
  close(): void;
}

/** Subscribes to the lab clock. `lost` is called when the connection ends without `close()`. */
export async function connectAgentClock(
  url: string,
  name: string,
  lost: () => void = () => undefined,
): Promise<AgentClock> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  const keeper = new RemoteTime(socket, name);
  await keeper.subscribed;
  socket.on('close', () => {
    if (!keeper.closed) lost();
  });
  const clock = keeper.clock;
  return {
    now: () => clock.now(),
    after: (...args) => clock.after(...args),
    sleep: (...args) => clock.sleep(...args),
    busy: (...args) => clock.busy(...args),
    close: () => keeper.close(),
  };
}

class RemoteTime implements TimeKeeper {
  readonly clock: ComponentClock;
  readonly subscribed: Promise<void>;
  readonly #socket: WebSocket;
  readonly #timers = new Map<number, () => void>();
  #now = 0;
  #heardAt = 0;
  #flowing = false;
  #timer = 0;
  #handled = 0;
  closed = false;

  constructor(socket: WebSocket, name: string) {
    this.#socket = socket;
    this.clock = new ComponentClock(name, this);
    this.subscribed = new Promise((resolve, reject) => {
      socket.once('open', () => this.#send({ op: 'hello', name }));
      socket.on('error', reject);
      socket.once('close', () => reject(new Error('the lab clock refuses this agent')));
      socket.on('message', (data) => {
        this.#take(readFromClock(String(data)));
        resolve();
      });
    });
  }

  now(): number {
    return this.#flowing ? this.#now + (wallElapsed() - this.#heardAt) : this.#now;
  }

  schedule(_component: string, delayMs: number, name: string, fire: () => void): Timer {
    const id = ++this.#timer;
    this.#timers.set(id, fire);
    this.#send({ op: 'set', id, delayMs, name });
    return {
      cancel: () => {
        if (this.#timers.delete(id)) this.#send({ op: 'cancel', id });
      },
    };
  }

  close(): void {
    this.closed = true;
    this.#socket.close();
  }

  #take(message: FromClock | undefined): void {
    if (message?.op === 'time') this.#hear(message.now, message.mode === 'flowing');
    if (message?.op === 'fire') this.#fire(message.id, message.now);
    if (message?.op === 'probe') this.#rest(message.id);
  }

  #hear(now: number, flowing: boolean): void {
    this.#now = now;
    this.#heardAt = wallElapsed();
    this.#flowing = flowing;
  }

  #fire(id: number, now: number): void {
    this.#handled++;
    this.#hear(now, this.#flowing);
    const fire = this.#timers.get(id);
    this.#timers.delete(id);
    fire?.();
  }

  /** Two turns of the event loop first: what other sockets had already brought is then under way and counted. */
  #rest(id: number): void {
    setImmediate(() =>
      setImmediate(() => {
        const { activity, busy } = this.clock.probe();
        this.#send({ op: 'rest', id, activity: activity + this.#handled, busy });
      }),
    );
  }

  #send(message: ToClock): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(message));
  }
}
