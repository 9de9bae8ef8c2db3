// node scripts/with-node24.mjs <program> [arguments…]: set up, then run the program on Node 24.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { findNode24 } from '../bin/node24.js';
import { ROOT, setUp } from './setup.mjs';

const ORPHAN_POLL_MS = 500;

setUp();
// The child sees the channel close when this process is gone, however it went.
const child = spawn(findNode24(ROOT), process.argv.slice(2), {
  cwd: ROOT,
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  env: { NODE_COMPILE_CACHE: join(ROOT, 'node_modules', '.cache', 'compile'), ...process.env },
});
// Ctrl-C reaches the whole group by itself; what is sent to this process alone is passed on.
process.on('SIGINT', () => undefined);
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
endWithNpm();
child.once('error', (error) => {
  console.error(`cannot start ${process.argv[2]}: ${error.message}`);
  process.exit(3);
});
child.once('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));

/** Killed outright, npm takes nothing with it: this process notices that its parent has changed. */
function endWithNpm() {
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event === undefined) return;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(129);
  }, ORPHAN_POLL_MS).unref();
}
