import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Suite {
  readonly seconds: number;
  readonly exitCode: number | null;
}

/** The scenario suite, as `ptalab run` runs it with no arguments. */
export async function suite(): Promise<Suite> {
  const cli = fileURLToPath(new URL('../lab/cli/main.ts', import.meta.url));
  const started = performance.now();
  const exitCode = await new Promise<number | null>((resolve) => {
    spawn(process.execPath, [cli, 'run'], { stdio: 'ignore' }).once('close', resolve);
  });
  return { seconds: Math.round((performance.now() - started) / 100) / 10, exitCode };
}
