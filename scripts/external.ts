import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { stopPeer } from './peers/daemon.ts';
import { fileOf, runningPeer } from './peers/peer.ts';
import { startSamba } from './peers/samba.ts';

/**
 * npm run test:external [-- arguments of ptalab run]: the scenarios with a real Samba domain as the forest. One that runs
 * here already is used and left; otherwise one is started, and is gone afterwards.
 */
const MAIN = fileURLToPath(new URL('../lab/cli/main.ts', import.meta.url));
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Exit code of `ptalab run` where no lab came up. */
const NO_DOMAIN = 3;

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return NO_DOMAIN;
});

async function main(): Promise<number> {
  let signalled = false;
  const early = (): void => void (signalled = true);
  for (const signal of SIGNALS) process.on(signal, early);
  const found = runningPeer('samba');
  const peer = found ?? (await startSamba());
  try {
    return signalled
      ? 130
      : await runScenarios(['run', '--forest', fileOf('samba'), ...process.argv.slice(2)]);
  } finally {
    if (found === undefined) await stopPeer(peer);
  }
}

/** A signal is the run's to answer: it takes its labs down, and ends. */
async function runScenarios(args: readonly string[]): Promise<number> {
  // The run sees the channel close when this process is gone, however it went.
  const child = spawn(process.execPath, [MAIN, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  const pass = (signal: NodeJS.Signals): boolean => child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, pass);
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 130;
}
