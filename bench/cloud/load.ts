import { Pool } from 'undici';
import { z } from 'zod';
import { groupStat } from '../forest/group-stat.ts';
import type { Grant, TokenRequest, TokenServer } from './served.ts';

/** What a server did in one round. */
export interface Round {
  /** Answers with all their tokens. */
  readonly answers: number;
  /** For each second of the server's own processor time, and for each second on the wall. */
  readonly perCpuSecond: number;
  readonly perSecond: number;
  /** The server's processor time for one answer. */
  readonly cpuMs: number;
  /** Milliseconds of one answer, as the client waits for it. */
  readonly p50: number;
  readonly p99: number;
}

export interface Load {
  readonly grant: Grant;
  /** Requests under way at a time, each on a kept connection of its own. */
  readonly concurrency: number;
  readonly ms: number;
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** Kept TLS connections to one server: HTTP/1.1, one request at a time on each. */
export function connect({ port, trust }: TokenServer, connections: number): Pool {
  return new Pool(`https://127.0.0.1:${port}`, {
    connections,
    ...{ pipelining: 1, allowH2: false, keepAliveTimeout: 60_000 },
    connect: { ca: trust, servername: 'localhost' },
  });
}

const granted = z.object({
  access_token: z.string(),
  id_token: z.string().optional(),
  refresh_token: z.string().optional(),
});

export type TokenAnswer = z.output<typeof granted>;

/** Throws when it is no answer with tokens. */
export async function ask(pool: Pool, { path, body }: TokenRequest): Promise<TokenAnswer> {
  const answer = await pool.request({ path, method: 'POST', headers: FORM, body });
  const text = await answer.body.text();
  if (answer.statusCode !== 200) throw new Error(`answered with ${answer.statusCode}: ${text.slice(0, 300)}`);
  return granted.parse(JSON.parse(text));
}

/** Loads a server for a while and looks at the processor time that it took. Throws when an answer holds no tokens. */
export async function round(server: TokenServer, { grant, concurrency, ms }: Load): Promise<Round> {
  const pool = connect(server, concurrency);
  try {
    const requests = await requestsOf(server, grant, pool);
    // Every connection is open before anything is counted.
    await Promise.all(Array.from({ length: concurrency }, (_, nth) => ask(pool, pick(requests, nth))));
    const waits: number[] = [];
    let next = 0;
    const [before, started] = [groupStat(server.group).cpuMs, performance.now()];
    const work = async (): Promise<void> => {
      while (performance.now() - started < ms) {
        const began = performance.now();
        await ask(pool, pick(requests, next++));
        waits.push(performance.now() - began);
      }
    };
    await Promise.all(Array.from({ length: concurrency }, work));
    return figures(waits, groupStat(server.group).cpuMs - before, performance.now() - started);
  } finally {
    await pool.destroy();
  }
}

/** Refreshes go out with tokens that were handed out just before. */
export async function requestsOf(
  server: TokenServer,
  grant: Grant,
  pool: Pool,
): Promise<readonly TokenRequest[]> {
  if (grant === 'password') return server.password;
  if (grant === 'client_credentials') return server.clientCredentials;
  const refreshes: TokenRequest[] = [];
  for (const [index, { path, body }] of server.refresh.entries()) {
    const { refresh_token = '' } = await ask(pool, pick(server.password, index));
    refreshes.push({ path, body: `${body}&refresh_token=${encodeURIComponent(refresh_token)}` });
  }
  return refreshes;
}

function figures(waits: number[], cpuMs: number, wallMs: number): Round {
  waits.sort((a, b) => a - b);
  const at = (share: number): number =>
    Math.round((waits[Math.floor(waits.length * share)] ?? 0) * 100) / 100;
  const answers = waits.length;
  return {
    answers,
    perCpuSecond: Math.round((answers / cpuMs) * 1_000),
    perSecond: Math.round((answers / wallMs) * 1_000),
    cpuMs: Math.round((cpuMs / answers) * 1_000) / 1_000,
    ...{ p50: at(0.5), p99: at(0.99) },
  };
}

function pick(requests: readonly TokenRequest[], nth: number): TokenRequest {
  const request = requests[nth % requests.length];
  if (request === undefined) throw new Error('there is nothing to ask for');
  return request;
}
