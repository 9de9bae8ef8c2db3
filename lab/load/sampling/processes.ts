import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import type { LabProcess } from '../../lab.ts';
import type { CpuReading } from '../core/cpu-ledger.ts';
import { cpuMsFromPs, cpuMsFromStat } from '../core/cpu-stat.ts';

/**
 * CPU milliseconds that each process has used so far, and those that it started: a container's first process is an
 * init, which does nothing itself. One that has ended is left out.
 */
export async function readCpu(processes: readonly LabProcess[]): Promise<CpuReading[]> {
  const all = process.platform === 'linux' ? withDescendants(processes) : processes;
  const read = process.platform === 'linux' ? fromProc : await fromPs(all.map(({ pid }) => pid));
  return all.flatMap(({ component, pid }) => {
    const ms = read(pid);
    return ms === undefined ? [] : [{ component, pid, ms }];
  });
}

/** What this process started stands for itself. */
function withDescendants(processes: readonly LabProcess[]): LabProcess[] {
  const found = new Map(processes.map(({ pid, component }) => [pid, component]));
  // A map is walked in the order of insertion, and what is added on the way is walked too.
  for (const [pid, component] of found) {
    if (pid === process.pid) continue;
    for (const child of childrenOf(pid)) if (!found.has(child)) found.set(child, component);
  }
  return [...found].map(([pid, component]) => ({ pid, component }));
}

function childrenOf(pid: number): number[] {
  const text = textOf(`/proc/${pid}/task/${pid}/children`) ?? '';
  return text.split(' ').map(Number).filter(Boolean);
}

function fromProc(pid: number): number | undefined {
  const text = textOf(`/proc/${pid}/stat`);
  return text === undefined ? undefined : cpuMsFromStat(text);
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

const PS_MS = 5_000;

/** Where there is no `/proc`. Without `ps` either, nothing is known. */
async function fromPs(pids: readonly number[]): Promise<(pid: number) => number | undefined> {
  try {
    const args = ['-o', 'pid=,time=', '-p', pids.join(',')];
    const { stdout } = await promisify(execFile)('ps', args, { timeout: PS_MS });
    const used = cpuMsFromPs(stdout);
    return (pid) => used.get(pid);
  } catch {
    return () => undefined;
  }
}
