import { bindRequest, searchRequest } from '../../lab/ldap/client-messages.ts';
import { Connection, type Agreed, type Way } from './connection.ts';
import { groupStat } from './group-stat.ts';
import type { Served } from './served.ts';

/** What a server did in one round. */
export interface Round {
  readonly operations: number;
  /** Of the server's, for each second of its own processor time, and for each second on the wall. */
  readonly perCpuSecond: number;
  readonly perSecond: number;
  /** Milliseconds of one operation, as the client waits for it. */
  readonly p50: number;
  readonly p99: number;
  readonly agreed: Agreed | undefined;
}

export interface RoundOptions {
  readonly ms: number;
  readonly concurrency: number;
  /** `kept` connections, or a `fresh` one for each operation. */
  readonly connections: 'kept' | 'fresh';
  readonly tls?: Way['tls'];
  readonly groups?: Way['groups'];
  readonly operation: 'bind' | 'search';
  /** One bind in ten has a wrong password. */
  readonly wrong?: boolean;
}

const SUCCESS = 0;
const WRONG = 49;
const MESSAGE_ID = 7;

/** Loads a server for a while and looks at the processor time that it took. Throws when an answer is not the right one. */
export async function round(served: Served, options: RoundOptions): Promise<Round> {
  const way = {
    host: served.host,
    port: options.tls === undefined ? served.ldap : served.ldaps,
    tls: options.tls,
    groups: options.groups,
  };
  const requests = requestsOf(served, options);
  const workers = Array.from(
    { length: options.concurrency },
    (_, nth) => new Worker(way, requests, options, nth),
  );
  await Promise.all(workers.map((worker) => worker.begin(served)));
  const [before, started] = [groupStat(served.group).cpuMs, performance.now()];
  const until = started + options.ms;
  await Promise.all(workers.map((worker) => worker.run(until)));
  const wallMs = performance.now() - started;
  const cpuMs = groupStat(served.group).cpuMs - before;
  const waits = workers.flatMap(({ waits }) => waits).sort((a, b) => a - b);
  const at = (share: number): number =>
    Math.round((waits[Math.floor(waits.length * share)] ?? 0) * 100) / 100;
  for (const worker of workers) worker.end();
  return {
    operations: waits.length,
    perCpuSecond: Math.round((waits.length / cpuMs) * 1_000),
    perSecond: Math.round((waits.length / wallMs) * 1_000),
    ...{ p50: at(0.5), p99: at(0.99), agreed: workers[0]?.agreed },
  };
}

interface Request {
  readonly bytes: Buffer;
  readonly code: number;
}

/** One in ten gets wrong passwords alone: whoever is locked out so is asked for nothing else. */
const WRONG_EVERY = 10;

/** Made beforehand: making them is the client's work. */
function requestsOf(served: Served, { operation, wrong = false }: RoundOptions): readonly Request[] {
  return Array.from({ length: served.users }, (_, user) => user).flatMap((user): Request[] => {
    if (operation === 'search') {
      const more = { scope: 'sub', attributes: ['cn', 'mail'], sizeLimit: 0 } as const;
      return [
        { bytes: searchRequest(MESSAGE_ID, { ...served.searchFor(user), ...more }, []), code: SUCCESS },
      ];
    }
    const isTarget = user % WRONG_EVERY === 0;
    if (isTarget && !wrong) return [];
    const password = isTarget ? 'Wrong-Passw0rd-1!' : served.password;
    return [
      { bytes: bindRequest(MESSAGE_ID, served.nameOf(user), password, []), code: isTarget ? WRONG : SUCCESS },
    ];
  });
}

class Worker {
  readonly waits: number[] = [];
  agreed: Agreed | undefined;
  readonly #way: Way;
  readonly #requests: readonly Request[];
  readonly #options: RoundOptions;
  #next: number;
  #connection: Connection | undefined;

  constructor(way: Way, requests: readonly Request[], options: RoundOptions, nth: number) {
    this.#way = way;
    this.#requests = requests;
    this.#options = options;
    this.#next = Math.floor((requests.length * nth) / options.concurrency);
  }

  async begin(served: Served): Promise<void> {
    if (this.#options.connections === 'fresh') return;
    this.#connection = await Connection.open(this.#way);
    this.agreed = this.#connection.agreed();
    if (this.#options.operation === 'bind') return;
    await this.#connection.ask(bindRequest(MESSAGE_ID, served.nameOf(99), served.password, []));
  }

  async run(until: number): Promise<void> {
    while (performance.now() < until) {
      const started = performance.now();
      const request = this.#requests[this.#next++ % this.#requests.length];
      if (request === undefined) return;
      const kept = this.#connection;
      const connection = kept ?? (await Connection.open(this.#way));
      const code = await connection.ask(request.bytes);
      if (kept === undefined) {
        this.agreed ??= connection.agreed();
        connection.close();
      }
      if (code !== request.code) throw new Error(`answered with ${code}, not ${request.code}`);
      this.waits.push(performance.now() - started);
    }
  }

  end(): void {
    this.#connection?.close();
  }
}
