import type { Lab } from '../lab/lab.ts';
import { cpuMs, cpuMsByThread } from './cpu-time.ts';

type Load = Parameters<Lab['arrivals']>[0];
type Threads = ReadonlyMap<string, number>;

/** One rate of arrivals: what came back, and the processor time per sign-in of every process of the lab. */
export async function measureRun(lab: Lab, load: Load) {
  const processes = await lab.processes();
  const read = (): number[] => processes.map(({ pid }) => cpuMs(pid));
  const readThreads = (): Threads[] => processes.map(({ pid }) => cpuMsByThread(pid));
  const [before, threadsBefore] = [read(), readThreads()];
  const { cpuMs: driver, ...result } = await lab.arrivals(load);
  const [after, threadsAfter] = [read(), readThreads()];
  const each = (ms: number): number => rounded(ms / result.sent);
  const grown = after.map((ms, index) => ms - (before[index] ?? 0));
  const ofLab = grown.reduce((sum, ms) => sum + ms, 0);
  const named = processes.map(({ component }, index) => [component, each(grown[index] ?? 0)]);
  const threads = processes.map(({ component }, index) => [
    component,
    byThread(threadsBefore[index], threadsAfter[index], each),
  ]);
  return {
    ...result,
    cpuMsPerSignIn: { ...Object.fromEntries(named), driver: each(driver) },
    threadMsPerSignIn: Object.fromEntries(threads),
    totalMsPerSignIn: each(ofLab + driver),
  };
}

function byThread(before: Threads | undefined, after: Threads | undefined, each: (ms: number) => number) {
  const spent = [...(after ?? [])].map(
    ([thread, ms]) => [thread, each(ms - (before?.get(thread) ?? 0))] as const,
  );
  return Object.fromEntries(spent.filter(([, ms]) => ms > 0.005));
}

export function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
