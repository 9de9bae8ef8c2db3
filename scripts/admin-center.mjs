// Plain JavaScript for Node >= 20: set-up builds the admin center with it, when its sources have changed since.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the built files are made of, beside the folder `admin-center`. */
const ALSO = ['docs/agent-contract.md', 'package-lock.json'];

/** Throws when it cannot be built. `node` is a Node 24. */
export function buildAdminCenter(root, node) {
  const stamp = join(root, 'node_modules', '.ptalab-admin-center');
  const wanted = fingerprint(root);
  const isBuilt = existsSync(join(root, 'dist', 'admin-center', 'index.html'));
  if (isBuilt && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--config', join(root, 'admin-center', 'vite.config.ts')];
  const { status, error, stdout, stderr } = spawnSync(node, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`the admin center cannot be built: ${error?.message ?? `${stdout}${stderr}`}`);
  writeFileSync(stamp, wanted);
}

function fingerprint(root) {
  const sources = readdirSync(join(root, 'admin-center'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha256');
  for (const path of [...sources, ...ALSO.map((name) => join(root, name))]) {
    hash.update(`${path.slice(root.length)}\n`).update(readFileSync(path));
  }
  return hash.digest('hex');
}
