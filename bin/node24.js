import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The Node 24 that everything runs on: this process's own, or the one of the npm package `node`. */
export function findNode24(root) {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  return [...packages(root)].map((folder) => join(folder, 'bin', binary)).find((path) => existsSync(path));
}

function* packages(root) {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const arm = process.platform === 'darwin' && process.arch === 'arm64';
  const require = createRequire(join(root, 'package.json'));
  for (const name of ['node', `${arm ? 'node-bin' : 'node'}-${platform}-${process.arch}`]) {
    for (const folder of require.resolve.paths(name) ?? []) yield join(folder, name);
  }
}
