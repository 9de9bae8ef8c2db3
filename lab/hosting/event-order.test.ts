import { beforeEach, describe, expect, test } from 'vitest';
import type { HistorySink } from '../history/history.ts';
import { wallStamp } from '../clock/wall.ts';
import { EventOrder } from './event-order.ts';
import type { Happening } from './messages.ts';

let written: string[];
const sinkNamed = (name: string): HistorySink => ({
  append: ({ kind }, at) => void written.push(`${name} ${kind} at ${at}`),
  alias: (id, correlationId) => void written.push(`${name} ${id} is ${correlationId}`),
});

let order: EventOrder;
beforeEach(() => {
  written = [];
  order = new EventOrder(sinkNamed('history'), () => 5, new Map([['forest', sinkNamed('binds')]]));
});

/** Something that happened on a host. */
const happening = (kind: string, stamp: number): Happening => ({
  stamp,
  at: 1,
  entry: { component: 'host', kind },
});

describe('what several processes saw', () => {
  test('is written in the order in which it happened, not in which it came', () => {
    const now = wallStamp();
    order.take('cloud', [happening('third', now + 3), happening('fourth', now + 4)], 0);
    order.take('forest', [happening('first', now + 1), { stamp: now + 2, id: 'r', correlationId: 'c' }], 0);
    order.flush();
    expect(written).toEqual([
      'binds first at 1',
      'binds r is c',
      'history third at 1',
      'history fourth at 1',
    ]);
  });

  test('is put on this machine’s scale when it comes from another', () => {
    order.take('elsewhere', [happening('second', 20)], 1_000);
    order.take('here', [happening('first', 1_010)], 0);
    order.flush();
    expect(written).toEqual(['history first at 1', 'history second at 1']);
  });

  test('keeps its order where it happened at one moment', () => {
    order.take(
      'cloud',
      ['a', 'b', 'c'].map((kind) => happening(kind, 7)),
      0,
    );
    order.flush();
    expect(written.map((line) => line.split(' ')[1])).toEqual(['a', 'b', 'c']);
  });

  test('is held back, so that what came before it can still arrive, and written without being asked', async () => {
    order.append({ component: 'client', kind: 'here' });
    order.alias('r', 'c');
    expect(written).toEqual([]);
    order.take('cloud', [happening('before', wallStamp() - 50)], 0);
    await expect.poll(() => written).toEqual(['history before at 1', 'history here at 5', 'history r is c']);
  });

  test('that is still to come is held while what is old is written', async () => {
    order.take('cloud', [happening('far ahead', wallStamp() + 1e9)], 0);
    order.append({ component: 'client', kind: 'here' });
    await expect.poll(() => written).toEqual(['history here at 5']);
    order.flush();
    expect(written.at(-1)).toBe('history far ahead at 1');
  });
});
