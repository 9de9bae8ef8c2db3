import { once } from 'node:events';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { QueueLab } from './queue.fixture.ts';

let lab: QueueLab;
beforeAll(async () => {
  lab = await QueueLab.start();
});
afterAll(() => lab[Symbol.asyncDispose]());

/** Sends bytes on a fresh connection, one WebSocket message each, and leaves. */
async function send(chunks: readonly Uint8Array[]): Promise<void> {
  const socket = await lab.dial();
  socket.on('error', () => undefined);
  await once(socket, 'open');
  for (const chunk of chunks) {
    socket.send(chunk);
    await lab.clock.settle();
  }
  socket.terminate();
  await lab.clock.settle();
}

async function stillServes(): Promise<void> {
  const listener = await lab.listen('survivor', 1);
  await lab.queue.publish({ id: 'after', user: 'u', ordinal: 1, ttlMs: 1_000, body: Buffer.from('{}') });
  await lab.clock.settle();
  expect(listener.received).toEqual(['after']);
  await listener.leave();
  await lab.clock.settle();
  expect(lab.queue.presence.listening()).toEqual([]);
}

test('whatever bytes come, the queue serves the next agent', async () => {
  const chunks = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 4 });
  await fc.assert(fc.asyncProperty(chunks, send), { numRuns: 30, seed: 1 });
  await stillServes();
});

test('whatever is changed in a true session, the queue serves the next agent', async () => {
  const session = await lab.record();
  const change = fc.record({ chunk: fc.nat(), at: fc.nat(), value: fc.integer({ min: 0, max: 255 }) });
  const changes = fc.array(change, { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(changes, (made) => {
      const chunks = session.map((chunk) => Buffer.from(chunk));
      for (const { chunk, at, value } of made) {
        const bytes = chunks[chunk % chunks.length];
        bytes?.writeUInt8(value, at % bytes.length);
      }
      return send(chunks);
    }),
    { numRuns: 60, seed: 1 },
  );
  await stillServes();
});
