import { connect as connectTls } from 'node:tls';
import { WebSocket } from 'ws';
import { LabClock } from '../../clock/lab-clock.ts';
import { History } from '../../history/history.ts';
import { Links } from '../../links/links.ts';
import { Authority } from '../../pki/authority.ts';
import { TestListener } from '../agents/test-listener.ts';
import type { ConformanceListener, QueueUnderTest } from './conformance.fixture.ts';
import { seededDispatch } from './dispatch.ts';
import { EmbeddedQueue } from './embedded-queue.ts';
import { startQueueFront, type QueueFront } from './queue-front.ts';

export const QUEUE_URL = 'wss://lab1.servicebus.windows.net/$servicebus/websocket';
export const QUEUE_ADDRESS = 'tenant/requests';

export interface AttachOptions {
  readonly address?: string;
  readonly password?: string;
}

/** The queue's wire on its own, for tests: frozen clock, real sockets; every name is good with the password `right`. */
export class QueueLab implements QueueUnderTest {
  readonly clock: LabClock;
  readonly queue: EmbeddedQueue;
  readonly #links: Links;
  readonly #front: QueueFront;
  readonly #trust: string;

  private constructor(clock: LabClock, queue: EmbeddedQueue, links: Links, front: QueueFront, trust: string) {
    this.clock = clock;
    this.queue = queue;
    this.#links = links;
    this.#front = front;
    this.#trust = trust;
  }

  static async start(): Promise<QueueLab> {
    const authority = await Authority.create('CN=Lab CA');
    const lab = new LabClock({ epoch: Date.UTC(2026, 0, 5, 8), mode: 'frozen' });
    const [clock, history, links] = [lab.for('queue'), new History({ now: () => lab.now() }), new Links()];
    lab.join(links);
    const queue = new EmbeddedQueue({ clock, history, dispatch: seededDispatch('test') });
    const front = await startQueueFront(await authority.issueServer(['*.servicebus.windows.net']), {
      clock,
      queue,
      address: QUEUE_ADDRESS,
      authenticate: (agentId, password) =>
        password === 'right' ? { agentId, machineName: agentId } : undefined,
    });
    return new QueueLab(lab, queue, links, front, authority.pem);
  }

  async dial(url = QUEUE_URL, protocols: readonly string[] = ['amqp']): Promise<WebSocket> {
    const { address } = await this.#links.open('AGENT1', this.#front.service);
    const createConnection = () =>
      connectTls({ ...address, servername: new URL(url).hostname, ca: this.#trust });
    return new WebSocket(url, [...protocols], { perMessageDeflate: false, createConnection });
  }

  async attach(
    username: string,
    credit: number,
    { address = QUEUE_ADDRESS, password = 'right' }: AttachOptions = {},
  ): Promise<TestListener> {
    const listener = new TestListener(await this.dial(), { username, password, address }, credit);
    await this.clock.until(listener.opened, 'the queue');
    await this.clock.settle();
    return listener;
  }

  async listen(agentId: string, credit: number): Promise<ConformanceListener> {
    const listener = await this.attach(agentId, credit);
    return {
      received: listener.received,
      grant: (more) => listener.receiver.add_credit(more),
      leave: () => listener.kill(),
    };
  }

  /** What an agent sends from its first byte to its first credit, message by message. */
  async record(): Promise<Buffer[]> {
    const socket = await this.dial();
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
    );
    await this.clock.until(listener.opened, 'the queue');
    await this.clock.settle();
    await listener.kill();
    await this.clock.settle();
    return sent;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#front.drop();
    await this.#links[Symbol.asyncDispose]();
    this.clock.stop();
  }
}
