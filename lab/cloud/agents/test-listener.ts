import { once } from 'node:events';
import rhea, { type Connection, type EventContext, type Receiver } from 'rhea';
import type { WebSocket } from 'ws';

/** The AMQP side of a test agent. */
export class TestListener {
  /** Resolves to what the peer said: `open`, or why it refused. */
  readonly opened: Promise<string>;
  readonly receiver: Receiver;
  /** Ids of the messages received, in order. */
  readonly received: string[] = [];
  readonly #connection: Connection;
  readonly #socket: WebSocket;

  constructor(
    socket: WebSocket,
    entry: { readonly username: string; readonly password: string; readonly address: string },
    credit: number,
    take: (context: EventContext) => void = () => undefined,
  ) {
    this.#socket = socket;
    const container = rhea.create_container();
    const Impl = function () {
      return socket;
    };
    const connect = Reflect.apply(rhea.websocket_connect, rhea, [Impl])('', ['amqp'], {});
    const { username, password } = entry;
    const options = { connection_details: connect, reconnect: false, username, password, host: '', port: 0 };
    this.opened = new Promise((resolve) => {
      container.on('receiver_open', ({ receiver }) => {
        if (receiver?.source?.address === entry.address && receiver.error == null) resolve('open');
      });
      container.on('receiver_error', ({ receiver }) => resolve(condition(receiver?.error)));
      container.on('receiver_close', ({ receiver }) => resolve(condition(receiver?.error)));
      container.on('connection_error', ({ error }) => resolve(condition(error)));
      container.on('disconnected', () => resolve('disconnected'));
    });
    container.on('message', (context: EventContext) => {
      this.received.push(String(context.message?.message_id));
      take(context);
    });
    container.on('error', () => undefined);
    this.#connection = container.connect(options);
    this.receiver = this.#connection.open_receiver({
      source: { address: entry.address },
      snd_settle_mode: 1,
      credit_window: 0,
      autoaccept: false,
    });
    if (credit > 0) this.receiver.add_credit(credit);
  }

  /** Ends without a word, as a killed process does. */
  async kill(): Promise<void> {
    this.#socket.terminate();
    await once(this.#socket, 'close');
  }

  close(): void {
    this.#connection.close();
  }
}

function condition(error: unknown): string {
  return typeof error === 'object' && error !== null && 'condition' in error
    ? String(error.condition)
    : String(error);
}
