import { generateKeyPairSync } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { LabClock } from '../../clock/lab-clock.ts';
import { History } from '../../history/history.ts';
import type { Fate, TenantQueue } from '../queue/tenant-queue.ts';
import { Encryption } from './encryption.ts';
import { QueueFailedError } from './errors.ts';
import { PassThrough } from './pass-through.ts';
import { PayloadMeter } from './payload-bytes.ts';
import { PendingRequests } from './pending-requests.ts';

const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const REQUEST = { correlationId: 'c', tenantId: 't', userPrincipalName: 'alice@contoso.com', password: 'x' };

let lab: LabClock;
let pending: PendingRequests;
beforeEach(() => {
  lab = new LabClock({ epoch: 0, mode: 'frozen' });
  pending = new PendingRequests();
  return () => lab.stop();
});

/** Pass-through over a broker that cannot tell who listens. */
function over(publish: TenantQueue['publish']): PassThrough {
  return new PassThrough({
    clock: lab.for('cloud'),
    history: new History({ now: () => lab.now() }),
    seed: 'test',
    answerLimitMs: 15_000,
    queue: { publish },
    pending,
    meter: new PayloadMeter(),
    encryption: new Encryption(),
    recipients: () => [{ keyId: 'a_00', publicKey }],
  });
}

test('an answer that comes before the broker acknowledges the request counts, whoever gives it', async () => {
  const acknowledged = Promise.withResolvers<Fate>();
  const requested: string[] = [];
  const validator = over(({ id }) => (requested.push(id), acknowledged.promise));
  const outcome = validator.validate(REQUEST);
  const [requestId = ''] = requested;
  const answer = { contractVersion: '1' as const, requestId, result: { win32: 0 } };
  expect(pending.answer(requestId, 'a', answer)).toEqual({ kind: 'accepted' });
  acknowledged.resolve({ kind: 'untold' });
  expect(await outcome).toEqual({ kind: 'answered', agentId: 'a', win32: 0 });
});

test('a queue that breaks is a failure at once, not silence of the agents', async () => {
  const outcome = over(() => Promise.reject(new Error('the broker has gone'))).validate(REQUEST);
  await expect(outcome).rejects.toThrow(QueueFailedError);
  expect(lab.now()).toBe(0);
});
