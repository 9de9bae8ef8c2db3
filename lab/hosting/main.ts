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
const say = (text: string): void => void process.stderr.write(`host ${settings.host}: ${text}\n`);
let said = false;
const dialledIn = (): void => {
  if (!said) process.stdout.write(`ready host ${settings.host}\n`);
  said = true;
};
const refused = (reason: string): void => say(`its conductor is not reached: ${reason}`);
await runHost(settings, { dialledIn, refused }).catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exit(75);
});
