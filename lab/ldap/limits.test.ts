import { expect, test } from 'vitest';
import { bindRequest } from './client-messages.ts';
import type { LdapHandler } from './handler.ts';
import { everybody, Line } from './testing.ts';

const bind = (id: number): Buffer => bindRequest(id, 'x', 'x', []);

test('who never says a word is dropped without one', async () => {
  const line = new Line(everybody).listen();
  await line.clock.advance(120_000);
  await line.connection.over;
  expect(await line.answers(1)).toEqual([]);
});

test('who falls silent is told so, and dropped', async () => {
  const line = new Line(everybody).listen().send(bind(1));
  await line.answers(1);
  await line.clock.advance(600_000);
  line.send(bind(2));
  await line.answers(2);
  await line.clock.advance(899_000);
  expect(line.peer.readableEnded).toBe(false);
  await line.clock.advance(1_000);
  expect(await line.rest()).toEqual(['1:61:0', '2:61:0', '0:78:52']);
});

test('who waits for us is not silent', async () => {
  const owed = Promise.withResolvers<{ code: number }>();
  const line = new Line({ ...everybody, bind: () => owed.promise }).listen().send(bind(1));
  await line.clock.advance(2_000_000);
  owed.resolve({ code: 0 });
  expect(await line.answers(1)).toEqual(['1:61:0']);
  line.served.destroy();
});

test('no more requests are taken than may be unanswered', async () => {
  let asked = 0;
  const owed = Promise.withResolvers<{ code: number }>();
  const handler: LdapHandler = {
    ...everybody,
    bind: () => {
      asked++;
      return owed.promise;
    },
  };
  const line = new Line(handler, { limits: { unanswered: 2 } }).listen();
  for (let id = 1; id <= 100; id++) line.send(bind(id));
  await line.clock.advance(0);
  expect(line.served.isPaused()).toBe(true);
  expect(asked).toBe(1);
  owed.resolve({ code: 0 });
  expect(await line.answers(100)).toHaveLength(100);
  expect(asked).toBe(100);
});

test('a connection that has gone leaves no timer behind', async () => {
  const line = new Line(everybody).listen().send(bind(1));
  await line.answers(1);
  line.peer.end();
  await line.connection.over;
  expect((await line.clock.advance(10_000_000)).fired).toBe(0);
});
