import { readFileSync, readdirSync } from 'node:fs';

const MS_PER_TICK = 10;
const PAGE_KB = 4;

/** What a process group has used and holds (proc_pid_stat(5)). */
export interface GroupStat {
  /** Processor time of its processes, and of those of theirs that have ended. */
  readonly cpuMs: number;
  /** Resident memory: each process's own pages, and what it shares, so an upper limit for many processes. */
  readonly residentMB: number;
  readonly processes: number;
}

export function groupStat(group: number): GroupStat {
  let [ticks, pages, processes] = [0, 0, 0];
  for (const name of readdirSync('/proc')) {
    const fields = /^\d+$/.test(name) ? statOf(name) : undefined;
    if (fields === undefined || Number(fields[2]) !== group) continue;
    ticks += [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0);
    pages += Number(fields[21]);
    processes++;
  }
  return { cpuMs: ticks * MS_PER_TICK, residentMB: Math.round((pages * PAGE_KB) / 102.4) / 10, processes };
}

/** Fields behind the program's name; undefined for a process that has ended meanwhile. */
function statOf(pid: string): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
