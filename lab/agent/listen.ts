import type { TLSSocket } from 'node:tls';
import rhea from 'rhea';
import type { Connection, EventContext, Receiver } from 'rhea';
import { WebSocket } from 'ws';
import type { QueueEndpoint } from './bootstrap-document.ts';
import { Credit } from './credit.ts';
import { frameSocket, type FrameSocket } from './frame-socket.ts';

/** A link to the tenant's queue that requests come by. */
export interface QueueLink {
  /** Resolves with the reason when the link has gone, whoever ended it. */
  readonly gone: Promise<string>;
  /** Takes no more, and resolves when the service has said so too; what is on its way still arrives. */
  detach(): Promise<void>;
  close(): void;
}

export interface ListenPorts {
  /** Brings TLS to the host of the queue's URL. */
  readonly dial: (url: URL, signal: AbortSignal) => Promise<TLSSocket>;
  /** Takes one message; when it is done with, the service may send another. */
  readonly onMessage: (body: Buffer) => Promise<void>;
}

/** The queue ended the link, or would not open it. */
export class QueueLinkError extends Error {
  readonly code = 'PTALAB_QUEUE_LINK';
  constructor(reason: string) {
    super(`the queue: ${reason}`);
    this.name = 'QueueLinkError';
  }
}

/** The queue does not take the password: another comes with the next bootstrap. */
export class QueueLoginRefusedError extends QueueLinkError {
  constructor(reason: string) {
    super(reason);
    this.name = 'QueueLoginRefusedError';
  }
}

/**
 * AMQP 1.0 over WebSocket (agent contract, section 3): tunnel → TLS → WebSocket → SASL PLAIN → receiver link with
 * pre-settled deliveries → credit. Rejects when any of it fails or the signal aborts, with QueueLoginRefusedError when
 * the password is refused.
 */
export async function openQueueLink(
  queue: QueueEndpoint,
  ports: ListenPorts,
  signal: AbortSignal,
): Promise<QueueLink> {
  const tls = await ports.dial(new URL(queue.url), signal);
  const socket = new WebSocket(queue.url, 'amqp', { createConnection: () => tls, perMessageDeflate: false });
  const abort = (): void => socket.terminate();
  signal.addEventListener('abort', abort, { once: true });
  const connection = connectAmqp(queue, socket);
  const receiver = openReceiver(connection, queue);
  const refused = loginRefused(connection);
  const gone = goneReason(connection, receiver, socket);
  const opened = new Promise<void>((resolve) => receiver.once('receiver_open', () => resolve()));
  const failed = gone.then((reason) => {
    throw refused() ? new QueueLoginRefusedError(reason) : new QueueLinkError(reason);
  });
  await Promise.race([opened, failed]);
  signal.removeEventListener('abort', abort);
  receive(receiver, queue.credit, ports.onMessage);
  return { gone, detach: () => detach(receiver, gone), close: () => connection.close() };
}

function receive(receiver: Receiver, limit: number, take: ListenPorts['onMessage']): void {
  const credit = new Credit(limit, (count) => {
    if (receiver.is_open()) receiver.add_credit(count);
  });
  receiver.on('message', (context: EventContext) => {
    // It came settled, so this says nothing to the queue; but rhea keeps each until then, 2,048 at most in a session.
    context.delivery?.accept();
    void take(bodyOf(context)).finally(() => credit.done());
  });
}

/** rhea reconnects by the wall, so that is off: the agent does it itself, by its clock. */
function connectAmqp(queue: QueueEndpoint, socket: WebSocket): Connection {
  const { hostname: host } = new URL(queue.url);
  const connect = (_port: number, _host: string, _options: unknown, connected: () => void): FrameSocket => {
    socket.once('open', connected);
    return frameSocket(socket);
  };
  const { username, password } = queue;
  const details = { host, port: 443, connect };
  const container = rhea.create_container();
  return container.connect({
    ...details,
    connection_details: () => details,
    username,
    password,
    reconnect: false,
  });
}

/** Whether SASL failed: rhea reports that as an error of the connection, and a refused link as one of the link. */
function loginRefused(connection: Connection): () => boolean {
  let refused = false;
  connection.on('connection_error', ({ error }: EventContext) => {
    refused ||= error !== undefined && 'condition' in error && error.condition === 'amqp:unauthorized-access';
  });
  return () => refused;
}

function openReceiver(connection: Connection, queue: QueueEndpoint): Receiver {
  return connection.open_receiver({
    source: { address: queue.address },
    snd_settle_mode: 1,
    credit_window: 0,
    autoaccept: false,
  });
}

function goneReason(connection: Connection, receiver: Receiver, socket: WebSocket): Promise<string> {
  let why = 'the connection was closed';
  const remember = (context: { error?: { message?: string; description?: string } | undefined }): void => {
    why = context.error?.description ?? context.error?.message ?? why;
  };
  for (const event of ['connection_error', 'disconnected', 'protocol_error', 'error']) {
    connection.on(event, (context: EventContext) => remember(context));
  }
  receiver.on('receiver_error', () => remember({ error: receiver.error }));
  receiver.on('receiver_close', () => connection.close());
  socket.on('error', (error) => remember({ error }));
  return new Promise((resolve) => socket.once('close', () => resolve(why)));
}

async function detach(receiver: Receiver, gone: Promise<string>): Promise<void> {
  receiver.removeAllListeners('receiver_close');
  const closed = new Promise<void>((resolve) => receiver.once('receiver_close', () => resolve()));
  receiver.close();
  await Promise.race([closed, gone]);
}

function bodyOf({ message }: EventContext): Buffer {
  const body: unknown = message?.body;
  if (Buffer.isBuffer(body)) return body;
  if (typeof body === 'object' && body !== null && 'content' in body && Buffer.isBuffer(body.content))
    return body.content;
  return Buffer.alloc(0);
}
