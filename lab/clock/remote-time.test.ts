import { beforeEach, describe, expect, test } from 'vitest';
import type { ToClock } from './extension-messages.ts';
import { RemoteTime } from './remote-time.ts';

let sent: ToClock[];
let fired: string[];
let time: RemoteTime;

beforeEach(() => {
  sent = [];
  fired = [];
  time = new RemoteTime((message) => void sent.push(message));
});

const hear = (now: number, mode: 'frozen' | 'flowing'): void => time.take({ op: 'time', now, mode });
const after = (ms: number, name: string) => time.schedule('AGENT1', ms, name, () => void fired.push(name));
/** The numbers under which timers stand with the lab clock now. */
function told(): number[] {
  const cancelled = new Set(sent.flatMap((one) => (one.op === 'cancel' ? [one.id] : [])));
  return sent.flatMap((one) => (one.op === 'set' && !cancelled.has(one.id) ? [one.id] : []));
}

describe('on a frozen clock', () => {
  test('a timer stands with the lab clock, and fires when that says so', () => {
    hear(1_000, 'frozen');
    after(500, 'heartbeat');
    expect(sent).toEqual([{ op: 'set', id: 1, delayMs: 500, name: 'heartbeat' }]);
    time.take({ op: 'fire', id: 1, now: 1_500 });
    expect([fired, time.now()]).toEqual([['heartbeat'], 1_500]);
    time.take({ op: 'fire', id: 1, now: 1_600 });
    expect(fired).toEqual(['heartbeat']);
  });

  test('one that is cancelled is taken back, once, and does not fire', () => {
    hear(0, 'frozen');
    const timer = after(5, 'limit');
    timer.cancel();
    timer.cancel();
    expect(sent.map(({ op }) => op)).toEqual(['set', 'cancel']);
    time.take({ op: 'fire', id: 1, now: 5 });
    expect(fired).toEqual([]);
  });

  test('time stands still', () => {
    hear(7, 'frozen');
    expect(time.now()).toBe(7);
  });
});

describe('on a clock that flows', () => {
  test('timers are kept here and fire by themselves, in order', async () => {
    hear(0, 'flowing');
    after(6, 'second');
    after(3, 'first');
    const never = after(4, 'cancelled');
    never.cancel();
    await expect.poll(() => fired).toEqual(['first', 'second']);
    expect(sent).toEqual([]);
    expect(time.handled).toBe(2);
  });

  test('one that sets another is heard again', async () => {
    hear(0, 'flowing');
    time.schedule('AGENT1', 1, 'once', () => void after(1, 'again'));
    await expect.poll(() => fired).toEqual(['again']);
  });

  test('nothing fires after the end', async () => {
    hear(0, 'flowing');
    after(1, 'never');
    time.stop();
    await new Promise((done) => setTimeout(done, 10));
    expect(fired).toEqual([]);
  });
});

describe('between the two', () => {
  test('frozen timers come here when the clock begins to flow, and fire once', async () => {
    hear(0, 'frozen');
    after(2, 'soon');
    hear(0, 'flowing');
    expect(told()).toEqual([]);
    await expect.poll(() => fired).toEqual(['soon']);
    // What was on its way when the mode changed comes too late.
    time.take({ op: 'fire', id: 1, now: 2 });
    expect(fired).toEqual(['soon']);
  });

  test('flowing timers go to the lab clock when it is frozen, with what is left of them', () => {
    hear(0, 'flowing');
    after(60_000, 'heartbeat');
    const gone = after(60_000, 'cancelled');
    gone.cancel();
    hear(10_000, 'frozen');
    expect(sent).toEqual([{ op: 'set', id: 1, delayMs: 50_000, name: 'heartbeat' }]);
    time.take({ op: 'fire', id: 1, now: 60_000 });
    expect(fired).toEqual(['heartbeat']);
  });

  test('to and fro, a timer keeps its moment and stands under one number', () => {
    hear(0, 'frozen');
    const timer = after(60_000, 'heartbeat');
    for (const now of [10_000, 20_000]) {
      hear(now, 'flowing');
      expect(told()).toEqual([]);
      hear(now, 'frozen');
      expect(told()).toHaveLength(1);
    }
    expect(sent.at(-1)).toMatchObject({ op: 'set', delayMs: 40_000 });
    timer.cancel();
    expect(told()).toEqual([]);
  });

  test('an overdue timer is due at once when the clock is frozen again', () => {
    hear(0, 'flowing');
    after(5, 'late');
    hear(1_000, 'frozen');
    expect(sent).toEqual([{ op: 'set', id: 1, delayMs: 0, name: 'late' }]);
  });
});
