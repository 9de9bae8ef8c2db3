import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { neededPackages, versionOf } from './packages.ts';
import { adminCenterFiles, IS_CHECKOUT, ROOT } from './places.ts';
import { programSources } from './sources.ts';

/** One hash of everything an image is made of: programs, this part among them, dependencies by version, and its base. */
export function inputsKey(baseId: string): string {
  const hash = createHash('sha256').update(baseId);
  const compiled = IS_CHECKOUT ? [] : globSync('dist/lab/**/*.js', { cwd: ROOT });
  const programs = IS_CHECKOUT ? programSources() : compiled;
  for (const file of [
    ...programs,
    ...globSync('bin/*', { cwd: ROOT }),
    ...adminCenterFiles(),
    'Dockerfile',
    'package.json',
  ].sort()) {
    hash.update(`\0${file}\0`).update(readFileSync(join(ROOT, file)));
  }
  for (const folder of neededPackages()) hash.update(`\0${folder}\0${versionOf(folder)}`);
  return hash.digest('hex').slice(0, 32);
}
