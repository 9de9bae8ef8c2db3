import { WebSocket } from 'ws';
import type { Clock } from './clock.ts';
import { ComponentClock } from './component-clock.ts';
import { countDialled, withDialling, type DialledCount } from './dialled.ts';
import { readFromClock, type FromClock, type ToClock } from './extension-messages.ts';
import { RemoteTime } from './remote-time.ts';

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
  const subscription = new Subscription(socket, name);
  await subscription.begun;
  socket.on('close', () => {
    if (!subscription.closed) lost();
  });
  const { clock } = subscription;
  return {
    now: () => clock.now(),
    after: (...args) => clock.after(...args),
    sleep: (...args) => clock.sleep(...args),
    busy: (...args) => clock.busy(...args),
    close: () => subscription.close(),
  };
}

class Subscription {
  readonly clock: ComponentClock;
  readonly begun: Promise<void>;
  readonly #socket: WebSocket;
  readonly #time: RemoteTime;
  /** Begins once this connection stands, as what moves on this one is no activity. */
  #dialled: DialledCount | undefined;
  closed = false;

  constructor(socket: WebSocket, name: string) {
    this.#socket = socket;
    this.#time = new RemoteTime((message) => this.#send(message));
    this.clock = new ComponentClock(name, this.#time);
    this.begun = new Promise((resolve, reject) => {
      socket.once('open', () => this.#send({ op: 'hello', name }));
      socket.on('error', reject);
      socket.once('close', () => reject(new Error('the lab clock refuses this agent')));
      socket.on('message', (data) => {
        this.#dialled ??= countDialled();
        this.#take(readFromClock(String(data)));
        resolve();
      });
    });
  }

  close(): void {
    this.closed = true;
    this.#dialled?.[Symbol.dispose]();
    this.#time.stop();
    this.#socket.close();
  }

  #take(message: FromClock | undefined): void {
    if (message?.op === 'probe') this.#rest(message.id);
    else if (message !== undefined) this.#time.take(message);
  }

  /** Two turns of the event loop first: what other sockets had already brought is then under way and counted. */
  #rest(id: number): void {
    setImmediate(() =>
      setImmediate(() => {
        const { activity, ...rest } = withDialling(this.clock.probe(), this.#dialled);
        this.#send({ op: 'rest', id, activity: activity + this.#time.handled, ...rest });
      }),
    );
  }

  #send(message: ToClock): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(message));
  }
}
