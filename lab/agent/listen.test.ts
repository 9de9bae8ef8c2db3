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

async function open(password: string): Promise<void> {
  const url = 'wss://queue.example.test/$servicebus/websocket';
  const secureContext = createSecureContext({ ca: service.trustPem });
  const link = await openQueueLink(
    { url, address: 'a', username: 'agent', password, credit: 1 },
    {
      dial: ({ hostname }, signal) =>
        openTls({ hostname, port: 443, proxy: new URL(service.proxy), signal }, secureContext),
      onMessage: async () => undefined,
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
