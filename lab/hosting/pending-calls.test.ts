import { describe, expect, test } from 'vitest';
import type { ControlTransport } from '../control/control.ts';
import type { Call, Reply } from './messages.ts';
import { PendingCalls } from './pending-calls.ts';

const nobody: ControlTransport = () => Promise.reject(new Error('nothing is served here'));

/** Two ends; what is sent arrives at once, or in another order where it is kept. */
function ends(serve: ControlTransport): {
  caller: PendingCalls;
  sent: (Call | Reply)[];
  served: PendingCalls;
} {
  const sent: (Call | Reply)[] = [];
  const caller: PendingCalls = new PendingCalls((message) => served.take(message), nobody);
  const served: PendingCalls = new PendingCalls((message) => {
    sent.push(message);
    caller.take(message);
  }, serve);
  return { caller, sent, served };
}

describe('calls over one connection', () => {
  test('are answered each under its own number, whatever the order', async () => {
    const gates = new Map<string, () => void>();
    const { caller, sent } = ends(async (method) => {
      await new Promise<void>((open) => gates.set(method, open));
      return { ok: JSON.stringify(method) };
    });
    const [first, second] = [caller.transport('first', '{}'), caller.transport('second', '{}')];
    gates.get('second')?.();
    expect(await second).toEqual({ ok: '"second"' });
    gates.get('first')?.();
    expect(await first).toEqual({ ok: '"first"' });
    expect(sent.map((message) => message.call)).toEqual([2, 1]);
  });

  test('that fail there are answered with why', async () => {
    const { caller } = ends(nobody);
    expect(await caller.transport('anything', '{}')).toEqual({
      error: {
        component: 'host',
        method: 'anything',
        code: 'PTALAB_CONTROL_FAILED',
        message: 'nothing is served here',
      },
    });
  });

  test('end with the connection, and none is made after it', async () => {
    const { caller } = ends(() => new Promise(() => undefined));
    const waiting = caller.transport('links', '{}');
    caller.lose(new Error('forest has left'));
    await expect(waiting).rejects.toThrow('forest has left');
    await expect(caller.transport('links', '{}')).rejects.toThrow('forest has left');
  });

  test('do not mind an answer to what nobody asked', async () => {
    const { caller } = ends(() => Promise.resolve({ ok: '{}' }));
    caller.take({ op: 'reply', call: 99, reply: { ok: '{}' } });
    expect(await caller.transport('links', '{}')).toEqual({ ok: '{}' });
  });
});
