// node scripts/with-node24.mjs <program> [arguments…]: set up, then run the program on Node 24.
import { join } from 'node:path';
import { findNode24 } from '../bin/node24.js';
import { runOn } from '../bin/run-on.js';
import { ROOT, setUp } from './setup.mjs';

const ORPHAN_POLL_MS = 500;

setUp();
runOn(findNode24(ROOT), process.argv.slice(2), {
  cwd: ROOT,
  env: { NODE_COMPILE_CACHE: join(ROOT, 'node_modules', '.cache', 'compile'), ...process.env },
  failed: (error) => {
    console.error(`cannot start ${process.argv[2]}: ${error.message}`);
    process.exit(3);
  },
});
endWithNpm();

/** Killed outright, npm takes nothing with it: this process notices that its parent has changed. */
function endWithNpm() {
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event === undefined) return;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(129);
  }, ORPHAN_POLL_MS).unref();
}
