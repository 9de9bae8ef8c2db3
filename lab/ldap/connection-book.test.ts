import { expect, test } from 'vitest';
import { bindRequest } from './client-messages.ts';
import { ConnectionBook } from './connection-book.ts';
import { everybody, Line } from './testing.ts';

test('one connection too many drops the oldest, which is told', async () => {
  const book = new ConnectionBook({ total: 2 });
  const lines = [1, 2, 3].map(() => new Line(everybody).listen());
  for (const line of lines) book.enter('AGENT1', line.connection);
  expect(book.size).toBe(2);
  expect(await lines[0]?.rest()).toEqual(['0:78:52']);
  expect(await lines[1]?.send(bindRequest(1, 'x', 'x', [])).answers(1)).toEqual(['1:61:0']);
});

test('a caller has so many, and gets them back', async () => {
  const book = new ConnectionBook({ perCaller: 1 });
  const line = new Line(everybody).listen();
  book.enter('AGENT1', line.connection);
  expect([book.hasRoomFor('AGENT1'), book.hasRoomFor('AGENT2')]).toEqual([false, true]);
  line.peer.end();
  await line.connection.over;
  expect([book.hasRoomFor('AGENT1'), book.size]).toEqual([true, 0]);
});
