import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { PASSWORD, type Served } from './served.ts';

const MAIN = fileURLToPath(new URL('bound-main.ts', import.meta.url));

/** A server in Node with no directory behind it: nothing written in Node can be quicker. */
export async function startBound(users: number): Promise<Served> {
  const child = spawn(process.execPath, [MAIN], { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { ldap, ldaps } = JSON.parse(line) as { ldap: number; ldaps: number };
  return {
    ...{ name: 'bare Node, no directory', host: '127.0.0.1', ldap, ldaps, group: child.pid ?? 0 },
    ...{ users, password: PASSWORD, bindsOnly: true },
    nameOf: (user) => `bench${user % users}@contoso.lab`,
    searchFor: () => ({ base: '', filter: '(objectClass=*)' }),
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
