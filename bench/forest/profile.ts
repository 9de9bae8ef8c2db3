import { cpuMsByThread } from '../cpu-time.ts';
import type { OurForest } from './ours.ts';
import { round, type RoundOptions } from './rounds.ts';

/** Where the processor time of one operation goes to: microseconds by part, largest first. */
export interface OperationProfile {
  readonly name: string;
  /** With the profiler's own time in it. */
  readonly totalUs: number;
  readonly parts: readonly (readonly [part: string, us: number])[];
}

const OUTSIDE = 'outside JavaScript: reading, the TLS handshake, accepting';
const LEAST_US = 0.5;

/** Samples the event loop; what V8's other threads use is counted by the system. */
export async function profiles(forest: OurForest): Promise<OperationProfile[]> {
  const load = { ms: 3_000, concurrency: 16, tls: 'TLSv1.3', operation: 'bind' } as const;
  return [
    await profile(forest, 'a bind, kept TLS 1.3', { ...load, connections: 'kept' }),
    await profile(forest, 'a bind, fresh TLS 1.3', { ...load, connections: 'fresh' }),
  ];
}

async function profile(forest: OurForest, name: string, options: RoundOptions): Promise<OperationProfile> {
  let operations = 0;
  const before = cpuMsByThread(forest.group);
  const sampled = await forest.profile(async () => {
    ({ operations } = await round(forest, options));
  });
  const after = cpuMsByThread(forest.group);
  const us = (ms: number): number => Math.round((ms / operations) * 10_000) / 10;
  const threads = [...after].map(([thread, ms]) => [thread, us(ms - (before.get(thread) ?? 0))] as const);
  const totalUs = threads.reduce((sum, [, spent]) => sum + spent, 0);
  const parts = sampled.map(([part, ms]) => [part, us(ms)] as const);
  const loop = threads.find(([thread]) => thread === 'event loop')?.[1] ?? 0;
  const outside = loop - parts.reduce((sum, [, spent]) => sum + spent, 0);
  const helpers = threads.filter(([thread]) => thread !== 'event loop');
  const all = [...parts, [OUTSIDE, outside] as const, ...helpers];
  return {
    ...{ name, totalUs: rounded(totalUs) },
    parts: all
      .filter(([, spent]) => spent >= LEAST_US)
      .sort(([, a], [, b]) => b - a)
      .map(([part, spent]) => [part, rounded(spent)]),
  };
}

export function profileLines(all: readonly OperationProfile[]): string {
  return all
    .map(({ name, totalUs, parts }) => {
      const listed = parts.map(([part, spent]) => `${part} ${spent}`).join('; ');
      return `${name}, µs of processor time: ${totalUs} (profiled): ${listed}`;
    })
    .join('\n');
}

function rounded(us: number): number {
  return Math.round(us * 10) / 10;
}
