import { createSecureContext } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openQueueLink, QueueLoginRefusedError, type QueueLink } from './listen.ts';
import { startTestService, type TestService } from './test-service.ts';
import { openTls } from './tunnel.ts';

let service: TestService;
beforeEach(async () => {
  service = await startTestService();
  return () => service[Symbol.asyncDispose]();
});

const opened: QueueLink[] = [];
afterEach(() => {
  for (const link of opened.splice(0)) link.close();
});

async function open(password: string, credit = 1, onMessage = async (): Promise<void> => undefined) {
  const url = 'wss://queue.example.test/$servicebus/websocket';
  const secureContext = createSecureContext({ ca: service.trustPem });
  const link = await openQueueLink(
    { url, address: 'a', username: 'agent', password, credit },
    {
      dial: ({ hostname }, signal) =>
        openTls({ hostname, port: 443, proxy: new URL(service.proxy), signal }, secureContext),
      onMessage,
    },
    new AbortController().signal,
  );
  opened.push(link);
}

test('a refused password is told from any other loss', async () => {
  await expect(open('stale')).rejects.toThrow(QueueLoginRefusedError);
  await expect(open('queue-password')).resolves.toBeUndefined();
  await service[Symbol.asyncDispose]();
  await expect(open('queue-password')).rejects.not.toThrow(QueueLoginRefusedError);
});

test('a link carries more requests than a session of the AMQP library keeps', async () => {
  let [received, all] = [0, (): void => undefined];
  await open('queue-password', 64, async () => {
    if (++received % 300 === 0) all();
  });
  for (let sent = 0; sent < 2_400; sent += 300) {
    const arrived = new Promise<void>((resolve) => (all = resolve));
    for (let nth = 0; nth < 300; nth++) service.send({ nth });
    await arrived;
  }
  expect(received).toBe(2_400);
});
