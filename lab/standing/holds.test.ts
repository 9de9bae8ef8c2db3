import { expect, test } from 'vitest';
import { LabClock } from '../clock/lab-clock.ts';
import type { LabTime } from '../lab.ts';
import { Holds } from './holds.ts';

const HOUR = 3_600_000;

function frozen(): { clock: LabClock; time: LabTime } {
  const clock = new LabClock({ epoch: 0, mode: 'frozen' });
  const time = {
    show: () => Promise.resolve({ now: clock.now(), mode: clock.mode }),
    advance: (ms: number) => clock.advance(ms),
    until: <T>(work: Promise<T>, what: string, limitMs?: number) => clock.until(work, what, limitMs),
    settle: () => clock.settle(),
    freeze: () => clock.freeze(),
    flow: () => clock.flow(),
  };
  return { clock, time };
}

test('time moves while somebody elsewhere waits, and no longer once that is over', async () => {
  const { clock, time } = frozen();
  const holds = new Holds();
  const part = clock.for('part');
  const came = Promise.withResolvers<void>();
  part.after(HOUR, 'what is waited for', () => came.resolve());
  part.after(2 * HOUR, 'something else', () => undefined);
  const id = holds.begin(time, 'the hour', 24 * HOUR);
  await came.promise;
  await holds.release(id);
  await clock.settle();
  expect(clock.now()).toBe(HOUR);
});

test('a hold says what the clock says when nothing can bring what is waited for', async () => {
  const { time } = frozen();
  const holds = new Holds();
  const id = holds.begin(time, 'a miracle', HOUR);
  await expect(holds.held(id)).rejects.toThrow('still waiting for a miracle');
  await holds.release(id);
  await holds.held(id);
});

test('a hold that nobody knows is over', async () => {
  const holds = new Holds();
  await expect(holds.held(7)).resolves.toBeUndefined();
  await expect(holds.release(7)).resolves.toBeUndefined();
});
