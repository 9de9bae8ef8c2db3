import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { programSources } from './compile.ts';
import { ROOT } from './places.ts';

const OTHERS = ['Dockerfile', '.dockerignore', 'package.json', 'package-lock.json', 'scripts/image.ts'];

/** One hash of everything an image is made of: sources, dependencies by their lock file, these scripts, and its base. */
export function inputsKey(baseId: string): string {
  const hash = createHash('sha256').update(baseId);
  const bin = globSync('bin/*', { cwd: ROOT });
  const own = globSync('scripts/image/*.ts', { cwd: ROOT });
  for (const file of [...programSources(), ...OTHERS, ...bin, ...own].sort()) {
    hash.update(`\0${file}\0`).update(readFileSync(join(ROOT, file)));
  }
  return hash.digest('hex').slice(0, 32);
}
