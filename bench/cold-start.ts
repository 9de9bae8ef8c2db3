import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { summarize, type Summary } from './samples.ts';

const run = promisify(execFile);
const program = fileURLToPath(new URL('./cold-start-main.ts', import.meta.url));

export interface ColdStart {
  /** From the start of a fresh process, loading included, to the lab being up. */
  readonly upMs: Summary;
  /** And to the first sign-in that an agent has checked. */
  readonly firstSignInMs: Summary;
}

/** A fresh process each time: what a developer waits for. */
export async function coldStart(times: number): Promise<ColdStart> {
  const seen: { upMs: number; signedInMs: number }[] = [];
  for (let nth = 0; nth < times; nth++) {
    const { stdout } = await run(process.execPath, [program]);
    seen.push(JSON.parse(stdout) as { upMs: number; signedInMs: number });
  }
  return {
    upMs: summarize(seen.map(({ upMs }) => upMs)),
    firstSignInMs: summarize(seen.map(({ signedInMs }) => signedInMs)),
  };
}
