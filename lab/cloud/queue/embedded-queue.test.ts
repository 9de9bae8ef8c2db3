import { expect, test } from 'vitest';
import { LabClock } from '../../clock/lab-clock.ts';
import { History } from '../../history/history.ts';
import { describeTenantQueue, type QueueUnderTest } from './conformance.fixture.ts';
import { seededDispatch } from './dispatch.ts';
import { EmbeddedQueue, type Listener } from './embedded-queue.ts';
import type { QueueMessage } from './tenant-queue.ts';

function embedded(
  seed = 'test',
): QueueUnderTest & { readonly history: History; readonly queue: EmbeddedQueue } {
  const clock = new LabClock({ epoch: Date.UTC(2026, 0, 5, 8), mode: 'frozen' });
  const history = new History({ now: () => clock.now() });
  const queue = new EmbeddedQueue({ clock: clock.for('queue'), history, dispatch: seededDispatch(seed) });
  const listen = async (agentId: string, credit: number) => {
    const received: string[] = [];
    let granted = credit;
    const deliver = ({ id }: QueueMessage): void => void received.push(id);
    const listener: Listener = {
      agentId,
      machineName: agentId,
      credit: () => granted - received.length,
      deliver,
    };
    const attachment = queue.attach(listener);
    const grant = (more: number): void => {
      granted += more;
      attachment.credited();
    };
    return { received, grant, leave: async () => attachment.detach() };
  };
  return { clock, history, queue, listen, [Symbol.asyncDispose]: async () => clock.stop() };
}

describeTenantQueue('the embedded queue without a wire', async () => embedded());

const message = (user: string, ordinal: number): QueueMessage => ({
  id: `${user}-${ordinal}`,
  user,
  ordinal,
  ttlMs: 15_000,
  body: Buffer.from('{}'),
});

test('the same seed, users and listeners give the same choices, in whatever order they come', async () => {
  const users = ['a@x.test', 'b@x.test', 'c@x.test', 'd@x.test'];
  const choices = async (seed: string, order: readonly string[]) => {
    const lab = embedded(seed);
    for (const agent of ['three', 'one', 'two']) await lab.listen(agent, 100);
    for (const user of order)
      for (const ordinal of [1, 2, 3, 4]) await lab.queue.publish(message(user, ordinal));
    const dispatched = lab.history
      .kind('passthrough.dispatched')
      .map(({ data }) => `${data?.['requestId']} ${data?.['agentId']}`);
    return dispatched.sort();
  };
  const first = await choices('seed', users);
  expect(await choices('seed', users.toReversed())).toEqual(first);
  expect(await choices('another', users)).not.toEqual(first);
  expect(new Set(first.map((line) => line.split(' ')[1]))).toEqual(new Set(['one', 'two', 'three']));
});

/** Somebody whose first request is meant for the agent, of a and b. */
function userFor(agentId: string): string {
  const dispatch = seededDispatch('test');
  const users = Array.from({ length: 50 }, (_, n) => `u${n}`);
  return users.find((user) => dispatch({ user, ordinal: 1 }, ['a', 'b']) === agentId) ?? '';
}

test('each choice is recorded with the number of agents it was made among', async () => {
  const { listen, queue, history } = embedded();
  for (const agentId of ['a', 'a', 'b']) await listen(agentId, 1);
  const user = userFor('a');
  await queue.publish(message(user, 1));
  expect(history.kind('passthrough.dispatched')).toMatchObject([
    {
      component: 'queue',
      correlationId: `${user}-1`,
      data: { requestId: `${user}-1`, agentId: 'a', machineName: 'a', among: 2 },
    },
  ]);
});

test('who happens to have credit at the moment does not change the choice', async () => {
  const { listen, queue } = embedded();
  const [busy, idle] = [await listen('a', 0), await listen('b', 5)];
  const fates = [1, 2].map(() => queue.publish(message(userFor('a'), 1)));
  const other = queue.publish(message(userFor('b'), 1));
  expect(await other).toEqual({ kind: 'taken', agentId: 'b' });
  busy.grant(2);
  expect(await Promise.all(fates)).toEqual([1, 2].map(() => ({ kind: 'taken', agentId: 'a' })));
  expect(idle.received).toHaveLength(1);
});

test('another agent is chosen at once when the chosen one leaves before it could take the message', async () => {
  const { clock, listen, queue } = embedded();
  const [leaving, staying] = [await listen('a', 0), await listen('b', 1)];
  const before = clock.now();
  const fate = queue.publish(message(userFor('a'), 1));
  await leaving.leave();
  expect(await fate).toEqual({ kind: 'taken', agentId: 'b' });
  expect([staying.received.length, clock.now()]).toEqual([1, before]);
});

test('a message that waits keeps its place before those that came later', async () => {
  const { clock, listen, queue } = embedded();
  const only = await listen('a', 0);
  const fates = ['m1', 'm2'].map((id) => queue.publish({ ...message('u', 1), id }));
  await clock.advance(1_000);
  fates.push(queue.publish({ ...message('u', 1), id: 'm3' }));
  only.grant(3);
  await Promise.all(fates);
  expect(only.received).toEqual(['m1', 'm2', 'm3']);
});
