import { round, type Round, type RoundOptions } from './rounds.ts';
import type { Served } from './served.ts';

/** One line of the comparison. */
export interface Task extends Omit<RoundOptions, 'ms'> {
  readonly name: string;
}

const CONCURRENCY = 16;

export const TASKS: readonly Task[] = [
  {
    name: 'binds, kept TLS 1.3',
    operation: 'bind',
    connections: 'kept',
    tls: 'TLSv1.3',
    concurrency: CONCURRENCY,
  },
  {
    ...{ name: 'binds, kept TLS 1.3, one in ten wrong', operation: 'bind', connections: 'kept' },
    ...{ tls: 'TLSv1.3', concurrency: CONCURRENCY, wrong: true },
  },
  { name: 'binds, kept, in clear', operation: 'bind', connections: 'kept', concurrency: CONCURRENCY },
  {
    name: 'binds, fresh TLS 1.3',
    operation: 'bind',
    connections: 'fresh',
    tls: 'TLSv1.3',
    concurrency: CONCURRENCY,
  },
  {
    name: 'binds, fresh TLS 1.2',
    operation: 'bind',
    connections: 'fresh',
    tls: 'TLSv1.2',
    concurrency: CONCURRENCY,
  },
  {
    ...{ name: 'equality searches, kept TLS 1.3', operation: 'search', connections: 'kept' },
    ...{ tls: 'TLSv1.3', concurrency: CONCURRENCY },
  },
  {
    name: 'binds, kept TLS 1.3, 1 at a time',
    operation: 'bind',
    connections: 'kept',
    tls: 'TLSv1.3',
    concurrency: 1,
  },
  {
    name: 'binds, kept TLS 1.3, 64 at a time',
    operation: 'bind',
    connections: 'kept',
    tls: 'TLSv1.3',
    concurrency: 64,
  },
];

/** A server's rounds of one task. */
export interface Comparison {
  readonly task: string;
  readonly server: string;
  readonly rounds: readonly Round[];
}

/** Every task on every server, in turns, so that whatever else the machine does falls on all of them. */
export async function compare(
  servers: readonly Served[],
  { rounds, ms, tasks = TASKS }: { rounds: number; ms: number; tasks?: readonly Task[] },
): Promise<Comparison[]> {
  const results: Comparison[] = [];
  for (const { name, ...options } of tasks) {
    const able = servers.filter(
      (server) => !server.bindsOnly || (options.operation === 'bind' && !options.wrong),
    );
    const found = new Map<Served, Round[]>(able.map((server) => [server, []]));
    // The first round warms up client and servers, and is left out.
    for (let nth = 0; nth <= rounds; nth++) {
      for (const [server, kept] of found) {
        const measured = await round(server, { ...options, ms: nth === 0 ? ms / 3 : ms });
        if (nth > 0) kept.push(measured);
      }
    }
    for (const [server, kept] of found) results.push({ task: name, server: server.name, rounds: kept });
    process.stderr.write(
      `  ${name}: ${[...found].map(([{ name: who }, kept]) => `${who} ${median(kept)}`).join(', ')}\n`,
    );
  }
  return results;
}

/** Operations for each second of the server's processor time. */
export function median(rounds: readonly Round[]): number {
  const sorted = rounds.map(({ perCpuSecond }) => perCpuSecond).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
