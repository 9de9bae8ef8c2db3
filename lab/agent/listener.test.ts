import { expect, test } from 'vitest';
import { LabClock } from '../clock/lab-clock.ts';
import { QueueLoginRefusedError, type QueueLink } from './listen.ts';
import { Listener } from './listener.ts';

const endpoint = { url: 'wss://queue.test/', address: 'a', username: 'u', password: 'p1', credit: 1 };

test('a lost queue link is opened again with growing delays and the latest password', async () => {
  const lab = new LabClock({ epoch: 0, mode: 'frozen' });
  const clock = lab.for('AGENT1');
  let password = 'p1';
  let lose: (reason: string) => void = () => undefined;
  const opened: [number, string][] = [];
  const open = async (queue: typeof endpoint): Promise<QueueLink> => {
    opened.push([clock.now(), queue.password]);
    if (opened.length === 2 || opened.length === 3) throw new Error('refused');
    const gone = new Promise<string>((resolve) => (lose = resolve));
    return { gone, detach: async () => lose('detached'), close: () => lose('closed') };
  };
  const listener = new Listener(0, {
    clock,
    log: () => undefined,
    settings: () => ({ queue: [{ ...endpoint, password }], requestTimeoutMs: 20_000 }),
    dial: () => Promise.reject(new Error('not dialled here')),
    onMessage: async () => undefined,
    renew: () => Promise.reject(new Error('not asked for here')),
    open,
  });
  await lab.until(listener.listening, 'the first link');
  password = 'p2';
  lose('reset');
  await lab.advance(10_000);
  expect(opened).toEqual([
    [0, 'p1'],
    [1_000, 'p2'],
    [3_000, 'p2'],
    [7_000, 'p2'],
  ]);
  await listener.detach();
  await lab.advance(600_000);
  expect(opened).toHaveLength(4);
});

test('a refused password is renewed once for each attempt', async () => {
  const lab = new LabClock({ epoch: 0, mode: 'frozen' });
  const clock = lab.for('AGENT1');
  const done: string[] = [];
  let issued = 1;
  const open = async ({ password }: typeof endpoint): Promise<QueueLink> => {
    done.push(`${clock.now()} ${password}`);
    if (password !== 'p3') throw new QueueLoginRefusedError('refused');
    return { gone: new Promise(() => undefined), detach: async () => undefined, close: () => undefined };
  };
  const listener = new Listener(0, {
    clock,
    log: () => undefined,
    settings: () => ({ queue: [{ ...endpoint, password: `p${issued}` }], requestTimeoutMs: 20_000 }),
    dial: () => Promise.reject(new Error('not dialled here')),
    onMessage: async () => undefined,
    renew: async () => void issued++,
    open,
  });
  await lab.until(listener.listening, 'the link');
  expect(done).toEqual(['0 p1', '1000 p2', '3000 p3']);
});
