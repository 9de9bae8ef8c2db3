import { globSync } from 'node:fs';
import { ROOT } from './places.ts';

const NOT_IN_THE_PACKAGE = /(\.d|\.test|\.fixture)\.ts$|\/(testing|test-[^/]+)\.ts$/;

/** The sources under `lab/` that the published package has compiled. */
export function programSources(): string[] {
  return globSync('lab/**/*.ts', { cwd: ROOT })
    .filter((file) => !NOT_IN_THE_PACKAGE.test(file))
    .sort();
}
