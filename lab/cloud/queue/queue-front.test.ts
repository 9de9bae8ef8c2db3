import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeTenantQueue } from './conformance.fixture.ts';
import { QUEUE_URL, QueueLab } from './queue.fixture.ts';

describeTenantQueue('the embedded queue over AMQP', QueueLab.start);

let lab: QueueLab;
beforeAll(async () => {
  lab = await QueueLab.start();
});
afterAll(() => lab[Symbol.asyncDispose]());

test('a wrong password, or the address of another tenant, is refused', async () => {
  expect(await (await lab.attach('a', 1, { password: 'wrong' })).opened).toMatch(/unauthorized/);
  expect(await (await lab.attach('a', 1, { address: 'other/requests' })).opened).toBe(
    'amqp:unauthorized-access',
  );
  expect(lab.queue.presence.listening()).toEqual([]);
});

test('credit that an agent drains is not used, and the link stays', async () => {
  const listener = await lab.attach('drainer', 5);
  const drained = new Promise((resolve) => listener.receiver.once('receiver_drained', resolve));
  listener.receiver.drain_credit();
  await lab.clock.until(drained, 'the drain');
  const fate = lab.queue.publish({ id: 'm1', user: 'u', ordinal: 1, ttlMs: 1_000, body: Buffer.from('{}') });
  await lab.clock.advance(1_000);
  expect([await fate, listener.received]).toEqual([{ kind: 'expired' }, []]);
  expect(lab.queue.presence.listening()).toEqual(['drainer']);
  await listener.kill();
  await lab.clock.settle();
});

test.each([
  ['another path', 'wss://lab1.servicebus.windows.net/elsewhere', ['amqp'], 404],
  ['another sub-protocol', QUEUE_URL, ['mqtt'], 400],
])('%s is refused with its HTTP status', async (_what, url, protocols, status) => {
  const socket = await lab.dial(url, protocols);
  socket.on('error', () => undefined);
  const [, response] = await lab.clock.until(once(socket, 'unexpected-response'), 'the refusal');
  expect(response.statusCode).toBe(status);
  socket.terminate();
});

test('a connection that does not get to listen is closed on the lab clock', async () => {
  const socket = await lab.dial();
  await once(socket, 'open');
  const closed = once(socket, 'close');
  await lab.clock.settle();
  await lab.clock.advance(30_000);
  await lab.clock.until(closed, 'the closing');
});
