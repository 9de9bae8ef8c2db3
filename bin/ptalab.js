#!/usr/bin/env node
// Plain JavaScript for Node >= 20: the lab itself needs Node 24, which the npm package `node` brings.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findNode24 } from './node24.js';
import { runOn } from './run-on.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = ['../lab/cli/main.ts', '../dist/lab/cli/main.js']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(path));
const isCheckout = program?.endsWith('.ts') === true;
const node = findNode24(root);

const isSetUp = !isCheckout || existsSync(join(root, 'node_modules', 'commander'));

if (program === undefined) fail('the package is incomplete: it has no compiled program. Install it again');
else if (!isSetUp) fail(`nothing is installed yet in ${root}; run \`npm ci\` or \`npm start\` there first`);
else if (node === undefined)
  fail(
    `Node 24 is needed, this is ${process.version}, and the package \`node\` brought none. Install it again`,
  );
else if (node === process.execPath) await import(pathToFileURL(program).href);
else {
  const failed = (error) => fail(`${node} cannot be started: ${error.message}`);
  runOn(node, [program, ...process.argv.slice(2)], { failed });
}

function fail(reason) {
  console.error(`ptalab: ${reason}.`);
  process.exit(3);
}
