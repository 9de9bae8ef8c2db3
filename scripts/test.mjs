// node scripts/test.mjs [test files…]: set up, then format, lint, types and tests; given files, their tests alone.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findNode24 } from '../bin/node24.js';
import { ROOT, setUp } from './setup.mjs';

const LIMIT_MS = 10 * 60_000;

setUp();
const node = findNode24(ROOT);
const started = performance.now();
const files = process.argv.slice(2);
const cache = join(ROOT, 'node_modules', '.cache', 'ptalab');
mkdirSync(cache, { recursive: true });

const modules = (path) => join('node_modules', path);
const sources = '**/*.{ts,tsx,js,mjs,json,yaml}';
// Formatting depends on the file alone; lint and types do not, and are looked at anew.
const byContent = ['--cache', '--cache-strategy', 'content', '--cache-location', join(cache, 'prettier')];
const statics = [
  ['format', [modules('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', ...byContent, sources]],
  ['lint', [modules('eslint/bin/eslint.js'), '--max-warnings', '0', '.']],
  ['types', [modules('typescript/bin/tsc'), '--noEmit', '-p', '.']],
  ['admin types', [modules('typescript/bin/tsc'), '--noEmit', '-p', 'admin-center/src']],
  ['load types', [modules('typescript/bin/tsc'), '--noEmit', '-p', 'loadtests']],
];
const report = ['--reporter=default', '--reporter=json', `--outputFile.json=${join(cache, 'vitest.json')}`];
const tests = ['tests', [modules('vitest/vitest.mjs'), 'run', ...report, ...files]];

const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of running) child.kill('SIGTERM');
    process.exit(130);
  });
}

if (files.length === 0) {
  const stages = await Promise.all(statics.map(([name, args]) => stage(name, args, 'pipe')));
  if (stages.includes(false)) end(false);
}
end(await stage(...tests, 'inherit'));

/** Runs one stage; says how it went, and what it printed when it failed. */
function stage(name, args, output) {
  const from = performance.now();
  const child = spawn(node, args, { cwd: ROOT, stdio: ['ignore', output, output] });
  running.add(child);
  child.once('close', () => running.delete(child));
  // A thread that never ends outlives SIGTERM, and nobody would say so.
  const late = setTimeout(() => {
    console.error(
      `${name.padEnd(10)} did not end within ${LIMIT_MS / 60_000} min; what it has not named yet is stuck`,
    );
    child.kill('SIGKILL');
  }, LIMIT_MS);
  let text = '';
  child.stdout?.on('data', (chunk) => (text += chunk));
  child.stderr?.on('data', (chunk) => (text += chunk));
  return new Promise((resolve) => {
    child.once('error', (error) => {
      clearTimeout(late);
      console.error(`${name.padEnd(10)} could not run: ${error.message}`);
      resolve(false);
    });
    child.once('close', (code, signal) => {
      clearTimeout(late);
      const passed = code === 0;
      if (!passed && text !== '') console.error(text.trimEnd());
      console.log(`${name.padEnd(10)} ${passed ? 'ok' : `failed (${signal ?? code})`}  ${seconds(from)}`);
      resolve(passed);
    });
  });
}

function end(passed) {
  console.log(`${passed ? 'all passed' : 'failed'} in ${seconds(started)}`);
  process.exit(passed ? 0 : 1);
}

function seconds(from) {
  return `${((performance.now() - from) / 1000).toFixed(1)} s`;
}
