import { connect as connectTls } from 'node:tls';
import { WebSocket } from 'ws';
import { LabClock } from '../../clock/lab-clock.ts';
import { History } from '../../history/history.ts';
import { Links } from '../../links/links.ts';
import { Authority } from '../../pki/authority.ts';
import { TestListener } from '../agents/test-listener.ts';
import type { QueueUnderTest } from './conformance.ts';
import { seededDispatch } from './dispatch.ts';
import { EmbeddedQueue } from './embedded-queue.ts';
import { startQueueFront } from './queue-front.ts';

export const QUEUE_URL = 'wss://lab1.servicebus.windows.net/$servicebus/websocket';
export const QUEUE_ADDRESS = 'tenant/requests';

/** The queue's wire on its own, for tests: frozen clock, real sockets; every name is good with the password `right`. */
export interface QueueLab extends QueueUnderTest {
  /** What an agent sends from its first byte to its first credit, message by message. */
  record(): Promise<Buffer[]>;
  dial(url?: string, protocols?: string[]): Promise<WebSocket>;
  attach(
    agentId: string,
    credit: number,
    options?: { address?: string; password?: string },
  ): Promise<TestListener & { received: string[] }>;
}

/** Starts it. */
export async function startQueueLab(): Promise<QueueLab> {
  const authority = await Authority.create('CN=Lab CA');
  const tls = await authority.issueServer(['*.servicebus.windows.net']);
  const clock = new LabClock({ epoch: Date.UTC(2026, 0, 5, 8), mode: 'frozen' });
  const history = new History({ now: () => clock.now() });
  const links = new Links();
  clock.join(links);
  const queue = new EmbeddedQueue({ clock: clock.for('queue'), history, dispatch: seededDispatch('test') });
  const front = await startQueueFront(tls, {
    clock: clock.for('queue'),
    queue,
    address: QUEUE_ADDRESS,
    authenticate: (agentId, password) =>
      password === 'right' ? { agentId, machineName: agentId } : undefined,
  });
  const dial = async (url = QUEUE_URL, protocols = ['amqp']) => {
    const { address } = await links.open('AGENT1', front.service);
    const createConnection = () =>
      connectTls({ ...address, servername: new URL(url).hostname, ca: authority.pem });
    return new WebSocket(url, protocols, { perMessageDeflate: false, createConnection });
  };
  const attach = async (
    agentId: string,
    credit: number,
    { address = QUEUE_ADDRESS, password = 'right' } = {},
  ) => {
    const received: string[] = [];
    const entry = { username: agentId, password, address };
    const take = ({ message }: { message?: { message_id?: unknown } }) =>
      void received.push(String(message?.message_id));
    const listener = new TestListener(await dial(), entry, credit, take);
    await clock.until(listener.opened, 'the queue');
    await clock.settle();
    return Object.assign(listener, { received });
  };
  const listen = async (agentId: string, credit: number) => {
    const listener = await attach(agentId, credit);
    return {
      received: listener.received,
      grant: (n: number) => listener.receiver.add_credit(n),
      leave: () => listener.kill(),
    };
  };
  const record = async () => {
    const socket = await dial();
    const sent: Buffer[] = [];
    const send = socket.send.bind(socket);
    const spy = (data: Uint8Array): void => {
      sent.push(Buffer.from(data));
      send(data);
    };
    Object.assign(socket, { send: spy });
    const listener = new TestListener(
      socket,
      { username: 'r', password: 'right', address: QUEUE_ADDRESS },
      2,
      () => undefined,
    );
    await clock.until(listener.opened, 'the queue');
    await clock.settle();
    await listener.kill();
    await clock.settle();
    return sent;
  };
  const dispose = async () => {
    front.close();
    await links[Symbol.asyncDispose]();
    clock.stop();
  };
  return { clock, queue, dial, attach, listen, record, [Symbol.asyncDispose]: dispose };
}
