import { round, type Round } from './rounds.ts';
import type { Served } from './served.ts';
import type { Task } from './tasks.ts';

/** A server's rounds of one task. */
export interface Comparison {
  readonly task: string;
  readonly server: string;
  readonly rounds: readonly Round[];
}

/** Every task on every server, in turns, so that whatever else the machine does falls on all of them. */
export async function compare(
  servers: readonly Served[],
  { rounds, ms, tasks }: { rounds: number; ms: number; tasks: readonly Task[] },
): Promise<Comparison[]> {
  const results: Comparison[] = [];
  for (const { name, ...options } of tasks) {
    const found = new Map<Served, Round[]>(servers.map((server) => [server, []]));
    // The first round warms up client and servers, and is left out.
    for (let nth = 0; nth <= rounds; nth++) {
      for (const [server, kept] of found) {
        const measured = await round(server, { ...options, ms });
        if (nth > 0) kept.push(measured);
      }
    }
    for (const [server, kept] of found) results.push({ task: name, server: server.name, rounds: kept });
    const said = [...found].map(([{ name: who }, kept]) => `${who} ${median(kept, 'perCpuSecond')}`);
    process.stderr.write(`  ${name}: ${said.join(', ')}\n`);
  }
  return results;
}

export function median(rounds: readonly Round[], of: 'perCpuSecond' | 'perSecond' | 'p50' | 'p99'): number {
  const sorted = rounds.map((each) => each[of]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
