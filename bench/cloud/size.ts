import { readFileSync } from 'node:fs';
import { groupStat } from '../forest/group-stat.ts';
import { round } from './load.ts';
import { startServer } from './start.ts';

/** What a cloud with so many synced users holds. */
export interface SizeFigures {
  readonly users: number;
  /** How much new memory V8 takes before it looks what is garbage. */
  readonly heap: string;
  /** From the start of its process, loading included, until it serves them all. */
  readonly servedMs: number;
  readonly residentMB: number;
  /** Each of another user, until all of a sample of 20,000 have come. */
  readonly signIns: number;
  /** After them. */
  readonly usedMB: number;
  /** The most that its process ever held. */
  readonly peakMB: number;
  readonly perCpuSecond: number;
}

/** @param semiSpaceMB Node's own choice unless given */
export async function sizeFigures(users: number, ms: number, semiSpaceMB?: number): Promise<SizeFigures> {
  const nodeOptions = semiSpaceMB === undefined ? [] : [`--max-semi-space-size=${semiSpaceMB}`];
  await using server = await startServer('ptalab by the million', { users, nodeOptions });
  const { residentMB } = groupStat(server.group);
  const { answers, perCpuSecond } = await round(server, { grant: 'password', concurrency: 16, ms });
  const usedMB = groupStat(server.group).residentMB;
  const heap = semiSpaceMB === undefined ? 'Node’s default' : `${semiSpaceMB} MB`;
  return {
    ...{ users, heap, servedMs: server.servedMs, residentMB },
    ...{ signIns: answers, usedMB, peakMB: peakOf(server.group), perCpuSecond },
  };
}

/** proc_pid_status(5), `VmHWM`: of the one process there is. */
function peakOf(pid: number): number {
  const kb = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kb) / 102.4) / 10;
}
