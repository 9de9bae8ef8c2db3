import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { createProxyDispatcher } from './proxy-dispatcher.ts';

const stack = new AsyncDisposableStack();
afterEach(() => void vi.useRealTimers());
afterEach(() => stack.disposeAsync());

/** A proxy that treats each CONNECT so, and a call through it that nobody ever answers. */
async function callThrough(
  treat: (socket: Socket) => void,
): Promise<{ readonly sent: Promise<unknown>; readonly state: () => string }> {
  const proxy = createServer().on('connect', (_request, socket: Socket) => treat(socket));
  const asked = once(proxy, 'connect');
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const dispatcher = createProxyDispatcher({ host: '127.0.0.1', port }, '');
  stack.defer(async () => {
    await dispatcher.destroy();
    proxy.closeAllConnections();
    proxy.close();
  });
  let state = 'waiting';
  dispatcher.request({ origin: 'https://x.test', path: '/', method: 'GET' }).then(
    () => (state = 'answered'),
    (error: unknown) => (state = String(error)),
  );
  return { sent: asked, state: () => state };
}

async function anHour(): Promise<void> {
  await vi.advanceTimersByTimeAsync(3_600_000);
  for (let turn = 0; turn < 5; turn++) await setImmediate();
}

test('an hour of the wall ends neither a CONNECT nor a handshake that is not answered', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const silent = await callThrough(() => undefined);
  const hello = Promise.withResolvers<void>();
  const mute = await callThrough((socket) => {
    socket.on('error', () => undefined).once('data', () => hello.resolve());
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
  });
  await Promise.all([silent.sent, mute.sent, hello.promise]);
  await anHour();
  expect([silent.state(), mute.state()]).toEqual(['waiting', 'waiting']);
});
