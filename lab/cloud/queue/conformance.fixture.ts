import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LabClock } from '../../clock/lab-clock.ts';
import type { Fate, TenantQueue } from './tenant-queue.ts';

/** One listener, as the suite drives it. */
export interface ConformanceListener {
  /** Ids of the messages received, in order. */
  readonly received: readonly string[];
  /** Grants credit for so many more messages. */
  grant(credit: number): void;
  leave(): Promise<void>;
}

/** A queue on a frozen lab clock, with a way to listen on it. */
export interface QueueUnderTest extends AsyncDisposable {
  readonly clock: LabClock;
  readonly queue: TenantQueue;
  listen(agentId: string, credit: number): Promise<ConformanceListener>;
}

/** What every tenant queue must do, whatever carries it; `open` gives a fresh one for each test. */
export function describeTenantQueue(name: string, open: () => Promise<QueueUnderTest>): void {
  let lab: QueueUnderTest;
  beforeEach(async () => {
    lab = await open();
  });
  afterEach(() => lab[Symbol.asyncDispose]());

  describe(`${name}, as a tenant queue,`, () => {
    for (const [behaviour, check] of Object.entries(BEHAVIOURS)) test(behaviour, () => check(lab));
  });
}

function publish({ queue }: QueueUnderTest, id: string, ttlMs = 15_000): Promise<Fate> {
  return queue.publish({ id, user: 'u@contoso.com', ordinal: 1, ttlMs, body: Buffer.from('{}') });
}

const BEHAVIOURS: Readonly<Record<string, (lab: QueueUnderTest) => Promise<void>>> = {
  'hands a message to one listener, once, and says who took it': async (lab) => {
    const [one, other] = [await lab.listen('a', 5), await lab.listen('b', 5)];
    const fate = await publish(lab, 'm1');
    await lab.clock.settle();
    expect([...one.received, ...other.received]).toEqual(['m1']);
    if (fate.kind !== 'untold')
      expect(fate).toEqual({ kind: 'taken', agentId: one.received.length === 1 ? 'a' : 'b' });
  },

  'sends nothing beyond the credit, and keeps what waits in order': async (lab) => {
    const listener = await lab.listen('a', 1);
    const fates = ['m1', 'm2', 'm3'].map((id) => publish(lab, id));
    await lab.clock.settle();
    expect(listener.received).toEqual(['m1']);
    listener.grant(2);
    await Promise.all(fates);
    await lab.clock.settle();
    expect(listener.received).toEqual(['m1', 'm2', 'm3']);
  },

  'passes by a listener without credit': async (lab) => {
    const [idle, ready] = [await lab.listen('a', 0), await lab.listen('b', 3)];
    const fates = Promise.all(['m1', 'm2', 'm3'].map((id) => publish(lab, id)));
    await lab.clock.until(fates, 'a listener with credit');
    await lab.clock.settle();
    expect(idle.received).toEqual([]);
    expect(ready.received).toEqual(['m1', 'm2', 'm3']);
  },

  'gives nothing to anybody once its time is over': async (lab) => {
    const fate = publish(lab, 'm1', 1_000);
    await lab.clock.advance(1_000);
    expect(['expired', 'untold']).toContain((await fate).kind);
    const late = await lab.listen('a', 5);
    await lab.clock.settle();
    expect(late.received).toEqual([]);
  },

  'never hands out again what a listener took and left with': async (lab) => {
    const first = await lab.listen('a', 1);
    await publish(lab, 'm1');
    await lab.clock.settle();
    await first.leave();
    const second = await lab.listen('b', 5);
    await lab.clock.advance(1_000);
    expect(first.received).toEqual(['m1']);
    expect(second.received).toEqual([]);
  },

  'knows who listens, or does not claim to': async (lab) => {
    const who = () => lab.queue.presence?.listening();
    if (who() === undefined) return;
    expect(who()).toEqual([]);
    const listener = await lab.listen('b', 0);
    await lab.listen('a', 5);
    expect(who()).toEqual(['a', 'b']);
    await listener.leave();
    await lab.clock.settle();
    expect(who()).toEqual(['a']);
  },
};
