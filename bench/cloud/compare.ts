import { round, type Load, type Round } from './load.ts';
import type { Grant, TokenServer } from './served.ts';

/** One line of the comparison. */
export interface Task extends Omit<Load, 'ms'> {
  readonly name: string;
}

/** A server's rounds of one task. */
export interface Comparison {
  readonly task: string;
  readonly server: string;
  readonly rounds: readonly Round[];
}

/** Every task on every server, in turns, so that whatever else the machine does falls on all of them. */
export async function compare(
  servers: readonly TokenServer[],
  { rounds, ms, tasks }: { rounds: number; ms: number; tasks: readonly Task[] },
): Promise<Comparison[]> {
  const results: Comparison[] = [];
  for (const server of servers) await warmUp(server, ms);
  for (const { name, ...options } of tasks) {
    const found = new Map<TokenServer, Round[]>(servers.map((server) => [server, []]));
    for (let nth = 0; nth < rounds; nth++) {
      for (const [server, kept] of found) kept.push(await round(server, { ...options, ms }));
    }
    for (const [server, kept] of found) results.push({ task: name, server: server.name, rounds: kept });
    const said = [...found].map(([{ name: who }, kept]) => `${who} ${median(kept, 'perCpuSecond')}`);
    process.stderr.write(`  ${name}: ${said.join(', ')}\n`);
  }
  return results;
}

const GRANTS: readonly Grant[] = ['password', 'client_credentials', 'refresh_token'];

/** Until compilers and caches have settled: the first thousands of answers cost up to twice as much. */
async function warmUp(server: TokenServer, ms: number): Promise<void> {
  for (const grant of GRANTS) await round(server, { grant, concurrency: 16, ms: 3 * ms });
}

export function median(rounds: readonly Round[], of: keyof Round): number {
  const sorted = rounds.map((each) => each[of]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
