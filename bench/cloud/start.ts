import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Authority } from '../../lab/pki/authority.ts';
import type { Order, Ready, TokenServer } from './served.ts';

/** The servers that are measured, by the program that serves each. */
export const SERVERS = {
  ptalab: 'ours-main.ts',
  'ptalab by the million': 'million-main.ts',
  'oidc-provider': 'oidc-provider-main.ts',
  'oauth2-mock-server': 'mock-server-main.ts',
  'Node alone': 'bare-main.ts',
} as const;

export interface StartOptions extends Partial<Omit<Order, 'ca'>> {
  /** Instead of the server's name. */
  readonly name?: string;
  /** Of its Node. */
  readonly nodeOptions?: readonly string[];
}

/** Starts one in a process group of its own. */
export async function startServer(
  kind: keyof typeof SERVERS,
  { users = 50, tenants = 1, name = kind, nodeOptions = [] }: StartOptions = {},
): Promise<TokenServer> {
  const folder = mkdtempSync(join(tmpdir(), 'ptalab-bench-'));
  const authority = await Authority.create('CN=Bench CA');
  const [ca, credential] = await Promise.all([authority.share(), authority.issueServer(['localhost'])]);
  const order: Order = { ca, credential, users, tenants };
  writeFileSync(join(folder, 'order.json'), JSON.stringify(order), { mode: 0o600 });
  const program = fileURLToPath(new URL(SERVERS[kind], import.meta.url));
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...nodeOptions, program, join(folder, 'order.json')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value, done } = (await lines.next()) as IteratorResult<string, undefined>;
  if (done === true) throw new Error(`${kind} ended early`);
  const ready = JSON.parse(value) as Ready;
  const servedMs = Math.round(performance.now() - startedAt);
  return {
    ...{ ...ready, name, group: child.pid ?? 0, trust: authority.pem, servedMs },
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
