import { availableParallelism, cpus, freemem, loadavg, platform, release, totalmem } from 'node:os';

/** What a figure means nothing without. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly freeGiB: number;
  /** Processes that wanted a core on average in the minute before the load, whoever's they were. */
  readonly busyBefore: number;
  readonly os: string;
  readonly node: string;
  readonly k6: string;
}

export function machineFacts(k6Version: string): Machine {
  const gib = (bytes: number): number => Math.round((bytes / 2 ** 30) * 10) / 10;
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: gib(totalmem()),
    freeGiB: gib(freemem()),
    busyBefore: Math.round((loadavg()[0] ?? 0) * 100) / 100,
    os: `${platform()} ${release()}`,
    node: process.version,
    k6: k6Version,
  };
}

/** One line for people. */
export function machineLine(facts: Machine): string {
  const { cpu, cores, memoryGiB, freeGiB, busyBefore, os, node, k6 } = facts;
  return (
    `${cores} ${cores === 1 ? 'core' : 'cores'} of ${cpu}, ${memoryGiB} GiB (${freeGiB} free), ${os}, Node ${node}, ` +
    `k6 ${k6}; load average before ${busyBefore}`
  );
}

/** CPU milliseconds that all cores have worked so far, for everybody on the machine. */
export function machineCpuMs(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
}
