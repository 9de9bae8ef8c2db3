#!/usr/bin/env node
// Plain JavaScript for Node >= 20: the lab itself needs Node 24, which the npm package `node` brings.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findNode24 } from './node24.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = ['../lab/cli/main.ts', '../dist/lab/cli/main.js']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(path));
const node = findNode24(root);

if (program === undefined) fail('the package is incomplete: it has no compiled program. Install it again');
else if (node === undefined)
  fail(
    `Node 24 is needed, this is ${process.version}, and the package \`node\` brought none. Install it again`,
  );
else if (node === process.execPath) await import(pathToFileURL(program).href);
else runOn(node, program);

function runOn(node, program) {
  const child = spawn(node, [program, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => fail(`${node} cannot be started: ${error.message}`));
  child.once('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

function fail(reason) {
  console.error(`ptalab: ${reason}.`);
  process.exit(3);
}
