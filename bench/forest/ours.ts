import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Parts } from '../cpu-profile.ts';
import { PASSWORD, type Served } from './served.ts';

const MAIN = fileURLToPath(new URL('ours-main.ts', import.meta.url));

/** What the process prints once it serves. */
interface Ready {
  readonly ldap: number;
  readonly ldaps: number;
  readonly base: string;
  readonly netbios: string;
  readonly upns: readonly string[];
  /** From the call that raises the forest until its ports are open. */
  readonly raiseMs: number;
}

export interface OurForest extends Served {
  readonly raiseMs: number;
  /** When the process was started, by `performance.now` of this one. */
  readonly startedAt: number;
  readonly netbios: string;
  profile(work: () => Promise<unknown>): Promise<Parts>;
  collectGarbage(): Promise<void>;
}

export async function startOurs(users: number): Promise<OurForest> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['--expose-gc', MAIN, String(users)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<string> => {
    const { value, done } = (await lines.next()) as IteratorResult<string, undefined>;
    if (done === true) throw new Error('the forest ended early');
    return value;
  };
  const tell = async (order: string): Promise<string> => {
    child.stdin.write(`${order}\n`);
    return line();
  };
  const ready = JSON.parse(await line()) as Ready;
  const upn = (user: number): string => ready.upns[user % ready.upns.length] ?? '';
  return {
    ...{ name: 'ptalab', host: '127.0.0.1', password: PASSWORD, users: ready.upns.length },
    ...{ ldap: ready.ldap, ldaps: ready.ldaps, group: child.pid ?? 0 },
    ...{ raiseMs: Math.round(ready.raiseMs), startedAt, netbios: ready.netbios },
    nameOf: upn,
    searchFor: (user) => ({ base: ready.base, filter: `(userPrincipalName=${upn(user)})` }),
    async profile(work) {
      await tell('profile');
      await work();
      return JSON.parse(await tell('profiled')) as Parts;
    },
    collectGarbage: async () => void (await tell('collect')),
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
