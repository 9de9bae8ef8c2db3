import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { summarize, type Summary } from '../samples.ts';
import { ask, connect } from './load.ts';
import { startServer } from './start.ts';

const run = promisify(execFile);
const program = fileURLToPath(new URL('./cold-main.ts', import.meta.url));

/** The cloud in a fresh process, milliseconds. Keys are made in that process. */
export interface ColdStart {
  /** From the start of the process to the first token, loading included. */
  readonly fromProcessMs: Summary;
  /** From the call that starts the cloud to the first token. */
  readonly fromStartMs: Summary;
  /** Of which the modules of lab and packages. */
  readonly loadingMs: Summary;
  /** Processor time of the whole process until then, which other work on the machine does not lengthen. */
  readonly cpuMs: Summary;
}

/** What the process prints. */
interface Printed {
  readonly loadedMs: number;
  readonly tokenMs: number;
  readonly cpuMs: number;
}

export async function coldStart(times: number): Promise<ColdStart> {
  const seen: Printed[] = [];
  // The first fills the compile cache.
  for (let nth = 0; nth <= times; nth++) {
    const { stdout } = await run(process.execPath, [program]);
    if (nth > 0) seen.push(JSON.parse(stdout) as Printed);
  }
  return {
    fromProcessMs: summarize(seen.map(({ tokenMs }) => tokenMs)),
    fromStartMs: summarize(seen.map(({ tokenMs, loadedMs }) => tokenMs - loadedMs)),
    loadingMs: summarize(seen.map(({ loadedMs }) => loadedMs)),
    cpuMs: summarize(seen.map(({ cpuMs }) => cpuMs)),
  };
}

/** From the start of a server's process to a token in the hands of another, milliseconds: every server the same way. */
export async function firstToken(kind: Parameters<typeof startServer>[0], times: number): Promise<Summary> {
  const seen: number[] = [];
  for (let nth = 0; nth <= times; nth++) {
    await using server = await startServer(kind, { users: 1 });
    const pool = connect(server, 1);
    const [request] = server.password;
    const served = performance.now();
    if (request !== undefined) await ask(pool, request);
    if (nth > 0) seen.push(server.servedMs + performance.now() - served);
    await pool.destroy();
  }
  return summarize(seen);
}
