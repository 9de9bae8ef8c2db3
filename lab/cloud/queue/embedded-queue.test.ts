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

test('each choice is recorded with the number of agents it was made among', async () => {
  const { listen, queue, history } = embedded();
  await listen('a', 1);
  await listen('a', 1);
  await listen('b', 0);
  await queue.publish(message('u', 1));
  expect(history.kind('passthrough.dispatched')).toMatchObject([
    {
      component: 'queue',
      correlationId: 'u-1',
      data: { requestId: 'u-1', agentId: 'a', machineName: 'a', among: 1 },
    },
  ]);
});
