import { expect, test } from 'vitest';
import { LabClock } from '../clock/lab-clock.ts';
import { SyncScheduler } from './scheduler.ts';

const EPOCH = Date.UTC(2026, 0, 5, 8);
const MINUTE = 60_000;

function bench() {
  const lab = new LabClock({ epoch: EPOCH, mode: 'frozen' });
  const cycles: number[] = [];
  const minutes = (): number => (lab.now() - EPOCH) / MINUTE;
  const scheduler: SyncScheduler = new SyncScheduler(
    lab.for('CONNECT1'),
    30 * MINUTE,
    'the next sync cycle',
    () => {
      cycles.push(minutes());
      scheduler.restart();
    },
  );
  scheduler.resume();
  return { lab, scheduler, cycles };
}

test('a cycle every interval', async () => {
  const { lab, cycles, scheduler } = bench();
  await lab.advance(95 * MINUTE);
  expect(cycles).toEqual([30, 60, 90]);
  expect(scheduler.nextCycleAt).toBe(EPOCH + 120 * MINUTE);
});

test('suspended it keeps still, and what fell due starts at once', async () => {
  const { lab, cycles, scheduler } = bench();
  scheduler.suspend();
  await lab.advance(50 * MINUTE);
  expect(cycles).toEqual([]);
  expect(scheduler.nextCycleAt).toBeUndefined();
  scheduler.resume();
  await lab.advance(31 * MINUTE);
  expect(cycles).toEqual([50, 80]);
});
