import { enableCompileCache } from 'node:module';

// First of all: what is compiled once is read back at every later start.
enableCompileCache();

const { hostSettings } = await import('./settings.ts');
const { runHost } = await import('./program.ts');

/** A component host as a process: ends when its standard input closes, or at SIGTERM. */
const settings = hostSettings(process.env);
const leave = (): void => process.exit(0);
process.once('SIGTERM', leave).once('SIGINT', leave);
if (settings.endsWithInput)
  process.stdin.once('end', leave).once('close', leave).once('error', leave).resume();
let said = false;
const ready = (): void => {
  if (!said) process.stdout.write(`ready host ${settings.host}\n`);
  said = true;
};
await runHost(settings, ready).catch((error: unknown) => {
  process.stderr.write(`host ${settings.host}: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(75);
});
