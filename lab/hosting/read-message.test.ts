import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ToConductor, ToHost } from './messages.ts';
import { readToConductor, readToHost } from './read-message.ts';

const fault = { component: 'forest', method: 'status', code: 'PTALAB_X', message: 'no' };
const toConductor: ToConductor[] = [
  { op: 'hello', name: 'forest' },
  { op: 'begun', stamp: 1.5, pid: 7, addresses: ['10.0.0.7'] },
  { op: 'events', events: [] },
  {
    op: 'events',
    events: [
      { stamp: 1, at: 2, entry: { component: 'DC1', kind: 'bind.accepted', correlationId: 'c', data: {} } },
      { stamp: 2, id: 'r', correlationId: 'c' },
    ],
  },
  { op: 'call', call: 1, method: 'installAgent', input: '{}' },
  { op: 'reply', call: 1, reply: { ok: '{}' } },
  { op: 'reply', call: 1, reply: { error: fault } },
  { op: 'set', id: 1, delayMs: 5, name: 'heartbeat' },
  { op: 'cancel', id: 1 },
  { op: 'rest', id: 1, activity: 3, busy: ['keys'], patienceMs: 0 },
];
const toHost: ToHost[] = [
  { op: 'begin', seed: 's', authority: { key: 'k', cert: 'c' } },
  { op: 'time', now: 0, mode: 'frozen' },
  { op: 'fire', id: 1, now: 2 },
  { op: 'probe', id: 1 },
  { op: 'call', call: 1, method: 'links', input: '{}' },
  { op: 'reply', call: 1, reply: { error: fault } },
];

describe('what host and conductor tell one another', () => {
  test('arrives as it was sent', () => {
    for (const one of toConductor) expect(readToConductor(JSON.stringify(one))).toEqual(one);
    for (const one of toHost) expect(readToHost(JSON.stringify(one))).toEqual(one);
  });

  test.each([
    '',
    '{',
    'null',
    '7',
    '[]',
    '{}',
    '{"op":"begun","stamp":"1","pid":7,"addresses":[]}',
    '{"op":"begun","stamp":1,"pid":7,"addresses":[7]}',
    '{"op":"events","events":{}}',
    '{"op":"events","events":[null]}',
    '{"op":"events","events":[{"stamp":1,"at":2,"entry":{"component":"DC1"}}]}',
    '{"op":"events","events":[{"stamp":1,"id":"r"}]}',
    '{"op":"call","call":1,"method":"x","input":{}}',
    '{"op":"reply","call":1,"reply":{"error":"no"}}',
    '{"op":"reply","call":1}',
    '{"op":"set","id":1,"delayMs":-1,"name":"x"}',
  ])('is not %s', (text) => {
    expect(readToConductor(text)).toBeUndefined();
    expect(readToHost(text)).toBeUndefined();
  });

  test('is bounded', () => {
    const alias = { stamp: 1, id: 'r', correlationId: 'c' };
    const flood = { op: 'events', events: Array.from({ length: 10_001 }, () => alias) };
    expect(readToConductor(JSON.stringify(flood))).toBeUndefined();
    expect(readToConductor(JSON.stringify({ ...flood, events: flood.events.slice(1) }))).toBeDefined();
  });

  test('makes neither end fail, whatever it is', () => {
    const op = fc.constantFrom(...toConductor.map((one) => one.op), ...toHost.map((one) => one.op));
    const key = fc.constantFrom(
      'op',
      'id',
      'call',
      'stamp',
      'pid',
      'addresses',
      'events',
      'reply',
      'name',
      'now',
    );
    const message = fc
      .tuple(op, fc.dictionary(key, fc.jsonValue({ maxDepth: 3 })))
      .map(([name, rest]) => ({ ...rest, op: name }));
    fc.assert(
      fc.property(fc.oneof(message, fc.jsonValue()), (value) => {
        const text = JSON.stringify(value);
        for (const read of [readToConductor, readToHost]) {
          const told = read(text);
          if (told !== undefined) expect(typeof told.op).toBe('string');
        }
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        expect(() => [readToConductor(text), readToHost(text)]).not.toThrow();
      }),
      { numRuns: 200 },
    );
  });
});
