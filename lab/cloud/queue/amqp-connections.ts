import type { Container, EventContext, Sender } from 'rhea';
import type { WebSocket } from 'ws';
import type { Clock } from '../../clock/clock.ts';
import { AmqpListener } from './amqp-listener.ts';
import { AmqpSocket, FRAME_LIMIT } from './amqp-socket.ts';
import type { Attachment, EmbeddedQueue } from './embedded-queue.ts';

export interface QueueUser {
  readonly agentId: string;
  readonly machineName: string;
}

/** What is needed of rhea, which is loaded when the queue starts. */
export interface AmqpLibrary {
  create_container(): Container;
  readonly message: { data_section(data: Buffer): unknown };
}

export interface AmqpOptions {
  readonly rhea: AmqpLibrary;
  readonly clock: Clock;
  readonly queue: EmbeddedQueue;
  /** The only address that may be listened on: the tenant's own. */
  readonly address: string;
  /** The agent behind a name and password, or nothing. */
  readonly authenticate: (username: string, password: string) => QueueUser | undefined;
}

/** rhea declares a net.Socket, and takes whatever looks like a WebSocket. */
interface WebSocketAcceptor {
  websocket_accept(socket: object, options: object): void;
}

/** Lab time within which a connection must listen. */
const OPENING_LIMIT_MS = 30_000;
const LINK_LIMIT = 8;
/** AMQP 1.0 part 2.7.3: every delivery is sent settled. */
const SETTLED = 1;

const CONNECTION_OPTIONS = {
  max_frame_size: FRAME_LIMIT,
  channel_max: 3,
  sender_options: { snd_settle_mode: SETTLED, autosettle: false },
  receiver_options: { credit_window: 0 },
};

/** Speaks AMQP 1.0 with one agent: authenticate, attach, grant credit, receive. */
export function acceptAmqp(webSocket: WebSocket, options: AmqpOptions): void {
  const container = options.rhea.create_container();
  const opening = options.clock.after(OPENING_LIMIT_MS, 'opening of a queue connection', () =>
    webSocket.terminate(),
  );
  webSocket.once('close', () => opening.cancel());
  let user: QueueUser | undefined;
  container.sasl_server_mechanisms.enable_plain((username: string | null, password: string | null) => {
    user = options.authenticate(username ?? '', password ?? '');
    return user !== undefined;
  });
  const links = new AgentLinks(options, () => user);
  container.on('sender_open', ({ sender }: EventContext) => {
    if (sender !== undefined && links.attach(sender)) opening.cancel();
  });
  container.on('sender_flow', ({ sender }: EventContext) => links.credited(sender));
  container.on('sender_draining', ({ sender }: EventContext) => links.drain(sender));
  container.on('sender_close', ({ sender }: EventContext) => links.detach(sender));
  container.on('receiver_open', ({ receiver }: EventContext) => {
    receiver?.close({ condition: 'amqp:not-allowed', description: 'agents only listen on this queue' });
  });
  for (const end of ['session_close', 'connection_close', 'disconnected'])
    container.on(end, () => links.detachAll());
  for (const fault of ['protocol_error', 'error', 'connection_error', 'session_error', 'sender_error']) {
    container.on(fault, () => undefined);
  }
  const acceptor: WebSocketAcceptor = container;
  acceptor.websocket_accept(new AmqpSocket(webSocket, options.clock), CONNECTION_OPTIONS);
}

/** The listening links of one connection. */
class AgentLinks {
  readonly #options: AmqpOptions;
  readonly #user: () => QueueUser | undefined;
  readonly #links = new Map<Sender, { readonly listener: AmqpListener; readonly attachment: Attachment }>();

  constructor(options: AmqpOptions, user: () => QueueUser | undefined) {
    this.#options = options;
    this.#user = user;
  }

  /** False when the link is refused. */
  attach(sender: Sender): boolean {
    const user = this.#user();
    const { rhea, queue, address } = this.#options;
    if (user === undefined || sender.source?.address !== address || this.#links.size >= LINK_LIMIT) {
      sender.close({
        condition: 'amqp:unauthorized-access',
        description: `this agent may listen on ${address} only`,
      });
      return false;
    }
    sender.set_source({ address });
    const listener = new AmqpListener(user, sender, (bytes) => rhea.message.data_section(bytes));
    this.#links.set(sender, { listener, attachment: queue.attach(listener) });
    return true;
  }

  credited(sender: Sender | undefined): void {
    if (sender !== undefined) this.#links.get(sender)?.attachment.credited();
  }

  drain(sender: Sender | undefined): void {
    if (sender !== undefined) this.#links.get(sender)?.listener.drain();
  }

  detach(sender: Sender | undefined): void {
    if (sender === undefined) return;
    this.#links.get(sender)?.attachment.detach();
    this.#links.delete(sender);
  }

  detachAll(): void {
    for (const sender of [...this.#links.keys()]) this.detach(sender);
  }
}
