import { existsSync, readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nearest } from '../words/nearest.ts';
import { LoadError } from './errors.ts';

/** A script for k6. */
export interface Script {
  /** For people and reports. */
  readonly name: string;
  readonly path: string;
}

/** Beside `lab/`, or beside `dist/`. */
const FOLDERS = ['../../loadtests/', '../../../loadtests/'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

/** Names of the scripts that the package brings. */
export function scriptNames(): string[] {
  const folder = FOLDERS.find((path) => existsSync(path));
  if (folder === undefined) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.endsWith('.test.ts'))
    .map((file) => basename(file, '.ts'))
    .sort();
}

/** The script of that name, or the file of that path. Throws LoadError (PTALAB_LOAD_SCRIPT). */
export function findScript(wanted: string, cwd: string): Script {
  const names = scriptNames();
  const folder = FOLDERS.find((path) => existsSync(path)) ?? '';
  if (names.includes(wanted)) return { name: wanted, path: resolve(folder, `${wanted}.ts`) };
  const path = resolve(cwd, wanted);
  if (/\.(ts|js|mjs)$/.test(wanted) && existsSync(path))
    return { name: basename(path).replace(/\.\w+$/, ''), path };
  const near = nearest(wanted, names);
  const meant = near === undefined ? '.' : `; did you mean ${near}?`;
  const known = `It is one of ${names.join(', ')}, or the path of a file of yours (.ts, .js)`;
  throw new LoadError('PTALAB_LOAD_SCRIPT', `there is no load script ${wanted}${meant} ${known}`);
}
