import { expect, test } from 'vitest';
import { PendingRequests } from './pending-requests.ts';

const ok = { contractVersion: '1' as const, requestId: 'r', result: { win32: 0 } };

test('only the agent that took a request may answer it, once', async () => {
  const pending = new PendingRequests();
  const ending = pending.open('r');
  expect(pending.answer('r', 'a', ok)).toEqual({ kind: 'refused', reason: 'notYours' });
  pending.taken('r', 'a');
  expect(pending.answer('r', 'b', ok)).toEqual({ kind: 'refused', reason: 'notYours' });
  expect(pending.answer('r', 'a', ok)).toEqual({ kind: 'accepted' });
  expect(pending.answer('r', 'a', ok)).toEqual({ kind: 'refused', reason: 'duplicate' });
  expect(await ending).toEqual({ kind: 'answered', agentId: 'a', answer: ok });
});

test('after the limit an answer is late, and expiry names whoever had taken it', async () => {
  const pending = new PendingRequests();
  const [taken, waiting] = [pending.open('taken'), pending.open('waiting')];
  pending.taken('taken', 'a');
  pending.expire('taken');
  pending.expire('waiting');
  expect(await taken).toEqual({ kind: 'expired', agentId: 'a' });
  expect(await waiting).toEqual({ kind: 'expired', agentId: undefined });
  expect(pending.answer('taken', 'a', ok)).toEqual({ kind: 'refused', reason: 'late' });
});

test('a request that never was is unknown; behind a broker that does not tell, any agent may answer', () => {
  const pending = new PendingRequests();
  expect(pending.answer('r', 'a', ok)).toEqual({ kind: 'refused', reason: 'unknownRequest' });
  void pending.open('r');
  pending.untold('r');
  expect(pending.answer('r', 'a', ok)).toEqual({ kind: 'accepted' });
});

test('a request that failed rejects, and an answer to it is late', async () => {
  const pending = new PendingRequests();
  const ending = pending.open('r', 'anyone');
  pending.fail('r', new Error('broken'));
  await expect(ending).rejects.toThrow('broken');
  expect(pending.answer('r', 'a', ok)).toEqual({ kind: 'refused', reason: 'late' });
});

test('memory is bounded: the oldest ended requests are forgotten, never a waiting one', () => {
  const pending = new PendingRequests();
  void pending.open('waiting');
  for (let n = 0; n < 10_002; n++) {
    void pending.open(`r${n}`);
    pending.expire(`r${n}`);
  }
  pending.taken('waiting', 'a');
  expect(pending.answer('r0', 'a', ok)).toEqual({ kind: 'refused', reason: 'unknownRequest' });
  expect(pending.answer('waiting', 'a', ok)).toEqual({ kind: 'accepted' });
});
