// Plain JavaScript for Node >= 20: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode24 } from '../bin/node24.js';
import { buildAdminCenter } from './admin-center.mjs';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const LOCK = join(ROOT, 'package-lock.json');
const INSTALLED_LOCK = join(ROOT, 'node_modules', '.package-lock.json');
const STAMP = join(ROOT, 'node_modules', '.ptalab-setup');

/** Installs what the lock file names and builds the admin center, where they are not there yet; without need, no network. */
export function setUp() {
  setUpPackages();
  try {
    buildAdminCenter(ROOT, findNode24(ROOT));
  } catch (error) {
    fail(error.message);
  }
}

function setUpPackages() {
  const wanted = fingerprint();
  if (readOrNothing(STAMP) === wanted && findNode24(ROOT) !== undefined) return;
  if (!isInstalled()) install();
  if (findNode24(ROOT) === undefined) fail('the package `node` brought no Node 24 for this platform');
  writeFileSync(STAMP, wanted);
}

function install() {
  console.log('installing dependencies (once; later runs start at once)');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, signal, error } = spawnSync(npm, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (error !== undefined)
    fail(`npm cannot be started: ${error.message}. Install Node.js 20 or newer with npm`);
  if (status !== 0)
    fail(`\`npm ci\` ${signal === null ? `ended with code ${status}` : `was ended by ${signal}`}`);
}

/** Whether npm has put there what the lock file names, version by version. */
function isInstalled() {
  const installed = JSON.parse(readOrNothing(INSTALLED_LOCK) ?? '{}').packages ?? {};
  const wanted = Object.entries(JSON.parse(readFileSync(LOCK, 'utf8')).packages);
  return wanted.every(
    ([path, { version, optional, peer }]) =>
      path === '' ||
      installed[path]?.version === version ||
      (installed[path] === undefined && (optional || peer)),
  );
}

function fingerprint() {
  const lock = createHash('sha256').update(readFileSync(LOCK)).digest('hex');
  return `${lock} ${process.platform} ${process.arch}\n`;
}

function readOrNothing(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function fail(reason) {
  console.error(
    `ptalab set-up: ${reason}.\nRun \`npm ci\` in ${ROOT} to see more; it needs the npm registry, or npm's cache, once.`,
  );
  process.exit(3);
}
