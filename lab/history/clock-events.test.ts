import { expect, test } from 'vitest';
import { LabClock } from '../clock/lab-clock.ts';
import { recordClock } from './clock-events.ts';
import { History } from './history.ts';

test('every move of lab time is in the history, and how many timers fired is no decision', async () => {
  const clock = new LabClock({ epoch: 1_000, mode: 'frozen' });
  const history = new History({ now: () => clock.now() });
  recordClock(clock, history);
  clock.for('cloud').after(50, 'heartbeat', () => undefined);
  await clock.advance(100);
  await clock.flow();
  await clock.flow();
  await clock.freeze();
  clock.stop();
  expect(history.all().map(({ component, kind }) => `${component} ${kind}`)).toEqual([
    'clock clock.advanced',
    'clock clock.flowed',
    'clock clock.frozen',
  ]);
  expect(history.all()[0]).toMatchObject({ data: { from: 1_000, to: 1_100 }, volatile: { fired: 1 } });
});

test('a move that a wait caused names the wait', () => {
  const history = new History({ now: () => 9 });
  recordClock(
    {
      mode: 'frozen',
      onChange: () => () => undefined,
      onMoved: (listener) => {
        listener({ from: 1, to: 9, cause: 'the sign-in' });
        return () => undefined;
      },
    },
    history,
  );
  expect(history.all()).toMatchObject([
    { component: 'clock', kind: 'clock.moved', data: { from: 1, to: 9, what: 'the sign-in' } },
  ]);
});
