import { globSync, readFileSync } from 'node:fs';

const MS_PER_TICK = 10;

/** Milliseconds of processor time that a process and all its threads have had (proc_pid_stat(5): utime, stime). */
export function cpuMs(pid: number): number {
  return spent(readFileSync(`/proc/${pid}/stat`, 'utf8'));
}

/** Milliseconds by thread name, where the time of a process goes to: its loop, the thread pool, V8's helpers. */
export function cpuMsByThread(pid: number): Map<string, number> {
  const found = new Map<string, number>();
  for (const path of globSync(`/proc/${pid}/task/*/stat`)) {
    const stat = readFileSync(path, 'utf8');
    const [, tid, name = ''] = /^(\d+) \((.*)\) /.exec(stat) ?? [];
    const thread = Number(tid) === pid ? 'event loop' : name;
    found.set(thread, (found.get(thread) ?? 0) + spent(stat));
  }
  return found;
}

/** Fields 14 and 15, counted behind the program's name, which may have spaces in it. */
function spent(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}
