import { expect, test } from 'vitest';
import type { Probe } from './clock.ts';
import { ClockStallError, PendingWaitError, UntimedParticipantError } from './errors.ts';
import { LabClock } from './lab-clock.ts';

const EPOCH = Date.UTC(2026, 0, 5, 8);
const frozen = (watchdogMs = 200): LabClock => new LabClock({ epoch: EPOCH, mode: 'frozen', watchdogMs });

test('advance fires timers in the order of due time, component and sequence', async () => {
  const clock = frozen();
  const fired: string[] = [];
  const note = (name: string) => (): void => void fired.push(`${name}@${clock.now() - EPOCH}`);
  clock.for('b').after(20, 'b1', note('b1'));
  clock.for('a').after(20, 'a1', note('a1'));
  clock.for('a').after(20, 'a2', note('a2'));
  clock.for('c').after(10, 'c1', note('c1'));
  clock.for('c').after(31, 'late', note('late'));
  expect(await clock.advance(30)).toEqual({ from: EPOCH, to: EPOCH + 30, fired: 4 });
  expect(fired).toEqual(['c1@10', 'a1@20', 'a2@20', 'b1@20']);
  expect(clock.now()).toBe(EPOCH + 30);
});

test('a timer set while another fires is due in the same advance', async () => {
  const clock = frozen();
  const component = clock.for('cloud');
  let beats = 0;
  const beat = (): void => {
    beats++;
    component.after(600_000, 'heartbeat', beat);
  };
  component.after(600_000, 'heartbeat', beat);
  await clock.advance(12 * 3_600_000);
  expect(beats).toBe(72);
});

test('a timer waits until the work that another began has come to rest', async () => {
  const clock = frozen(2_000);
  const component = clock.for('cloud');
  const order: string[] = [];
  component.after(10, 'first', () => {
    void component
      .busy('hashing', new Promise<void>((done) => setTimeout(done, 30)))
      .then(() => order.push('hashed'));
  });
  component.after(11, 'second', () => order.push('second'));
  await clock.advance(20);
  expect(order).toEqual(['hashed', 'second']);
});

test('lab time stands still for work that waits for rest itself', async () => {
  const clock = frozen();
  let looks = 0;
  // Rest is seen later by whoever begins to look later.
  const probe = (): Probe => ({ activity: looks < 40 ? looks++ : looks, busy: [] });
  clock.join({ name: 'links', probe });
  const work = Promise.resolve()
    .then(() => clock.settle())
    .then(() => clock.settle())
    .then(() => clock.now() - EPOCH);
  expect(await clock.until(work, 'the end of an agent')).toBe(0);
});

test('no timer fires before every process has heard the time it fires at', async () => {
  const clock = frozen();
  const heard: number[] = [];
  const probe = (): Promise<Probe> => {
    heard.push(clock.now() - EPOCH);
    return Promise.resolve({ activity: 0, busy: [] });
  };
  clock.join({ name: 'cloud', far: true, probe });
  const before: (number | undefined)[] = [];
  for (const due of [10, 20]) clock.for('AGENT1').after(due, 'heartbeat', () => before.push(heard.at(-1)));
  await clock.advance(30);
  expect(before).toEqual([10, 20]);
});

test('work that never ends is named by the watchdog', async () => {
  const clock = frozen();
  const component = clock.for('cloud');
  component.after(
    10,
    'renewal',
    () => void component.busy('signing a certificate', new Promise(() => undefined)),
  );
  const error = await clock.advance(20).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ClockStallError);
  expect(String(error)).toContain('cloud (signing a certificate)');
  expect(String(error)).toContain("cloud's renewal");
});

test('a participant that does not answer is named by the watchdog', async () => {
  const clock = frozen();
  clock.join({ name: 'AGENT7', far: true, probe: () => new Promise(() => undefined) });
  await expect(clock.advance(1)).rejects.toThrow('AGENT7');
});

test('until moves frozen time only as far as the wait needs', async () => {
  const clock = frozen();
  const component = clock.for('cloud');
  component.after(60_000, 'too late', () => expect.unreachable());
  await clock.until(component.sleep(15_000, 'answer limit'), 'the answer');
  expect(clock.now()).toBe(EPOCH + 15_000);
});

test('until gives up when no timer can bring what is waited for, and says so', async () => {
  const clock = frozen();
  clock.for('cloud').after(3_600_000, 'sync cycle', () => undefined);
  const error = await clock
    .until(new Promise(() => undefined), 'the sign-in of ada')
    .catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(PendingWaitError);
  expect(String(error)).toContain('the sign-in of ada');
  expect(String(error)).toContain("cloud's sync cycle");
});

test('waits side by side move time together', async () => {
  const clock = frozen();
  const component = clock.for('cloud');
  await Promise.all([15_000, 5_000].map((ms) => clock.until(component.sleep(ms, 'limit'), `${ms}`)));
  expect(clock.now()).toBe(EPOCH + 15_000);
});

test('a sleep that is aborted leaves no timer', async () => {
  const clock = frozen();
  const abort = new AbortController();
  const slept = clock.for('cloud').sleep(10, 'nap', abort.signal);
  abort.abort(new Error('stopped'));
  await expect(slept).rejects.toThrow('stopped');
  expect((await clock.advance(20)).fired).toBe(0);
});

test('what a part did last before it rested may still reach one that had answered already', async () => {
  const clock = frozen();
  const gateway = { looks: 0, heard: 0, serving: false };
  const probeGateway = (): Probe => {
    // It has served what it heard by the look after the next.
    if (gateway.heard > 0 && ++gateway.looks > 1) gateway.serving = false;
    return { activity: gateway.heard, busy: gateway.serving ? ['a bind'] : [] };
  };
  let looks = 0;
  const probeAgent = (): Probe => {
    if (++looks === 1) return { activity: 0, busy: ['1 connections opening'] };
    if (looks === 2) Object.assign(gateway, { heard: 1, serving: true });
    return { activity: 0, busy: [] };
  };
  clock.join({ name: 'DC1', far: true, probe: () => Promise.resolve(probeGateway()) });
  clock.join({ name: 'AGENT1', far: true, probe: () => Promise.resolve(probeAgent()) });
  await clock.settle();
  expect(gateway).toMatchObject({ heard: 1, serving: false });
});

test('advances may not overtake an agent that lives by the wall, at once or in parts', async () => {
  const clock = new LabClock({ epoch: EPOCH, mode: 'flowing' });
  const leave = clock.joinUntimed({ name: 'AGENT1', shortestIntervalMs: () => 600_000 });
  await expect(clock.advance(600_001)).rejects.toThrow(UntimedParticipantError);
  await clock.advance(400_000);
  await expect(clock.advance(400_000)).rejects.toThrow('AGENT1');
  leave();
  await clock.advance(600_001);
  clock.stop();
});

test('a frozen clock is not for an agent that lives by the wall', async () => {
  const clock = frozen();
  clock.joinUntimed({ name: 'AGENT1', shortestIntervalMs: () => 600_000 });
  await expect(clock.until(new Promise(() => undefined), 'a sign-in')).rejects.toThrow('AGENT1');
  await expect(clock.freeze()).rejects.toThrow('clock extension');
});

test('what moves lab time is told: advances, and waits that needed time', async () => {
  const clock = frozen();
  const moves: unknown[] = [];
  clock.onMoved((moved) => moves.push(moved));
  await clock.until(Promise.resolve(), 'nothing');
  await clock.until(clock.for('cloud').sleep(15_000, 'limit'), 'the answer');
  await clock.advance(5_000);
  expect(moves).toEqual([
    { from: EPOCH, to: EPOCH + 15_000, cause: 'the answer' },
    { from: EPOCH + 15_000, to: EPOCH + 20_000, cause: 'advance', fired: 0 },
  ]);
});

test('a flowing clock keeps pace with the wall, and can be advanced', async () => {
  const clock = new LabClock({ epoch: EPOCH, mode: 'flowing' });
  await clock.for('cloud').sleep(20, 'nap');
  expect(clock.now() - EPOCH).toBeGreaterThanOrEqual(19);
  await clock.advance(3_600_000);
  expect(clock.now() - EPOCH).toBeGreaterThanOrEqual(3_600_000);
  expect(clock.mode).toBe('flowing');
  clock.stop();
});
