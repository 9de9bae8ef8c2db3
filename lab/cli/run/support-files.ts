import { existsSync, globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { resolve, sep } from 'node:path';
import { escapeGlob } from './feature-files.ts';

const TYPESCRIPT = import.meta.url.endsWith('.ts');

/** The package's own root: the checkout, or `dist` of the installed package. */
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Step definitions: the package's own, and those of the folder the run started in. */
export function supportFiles(cwd: string): string[] {
  const own = modulesUnder(resolve(ROOT, 'steps'), TYPESCRIPT ? ['ts'] : ['js']);
  const theirs = modulesUnder(resolve(cwd, 'steps'), ['ts', 'js', 'mjs']);
  return [...new Set([...own, ...theirs])].map(escapeGlob);
}

/** A module without steps: cucumber looks for some by itself when it is given none. */
export function noSupportFiles(): string[] {
  return [escapeGlob(fileURLToPath(new URL(`./no-steps.${TYPESCRIPT ? 'ts' : 'js'}`, import.meta.url)))];
}

/** Address of a module beside this one, for cucumber to import. */
export function moduleBeside(name: string): string {
  return new URL(`./${name}.${TYPESCRIPT ? 'ts' : 'js'}`, import.meta.url).href;
}

function modulesUnder(folder: string, extensions: readonly string[]): string[] {
  if (!existsSync(folder)) return [];
  return globSync(`**/*.{${extensions.join(',')},}`, { cwd: folder })
    .filter((name) => extensions.some((extension) => name.endsWith(`.${extension}`)))
    .filter((name) => !/\.test\.|\.d\.ts$/.test(name) && !name.split(sep).includes('node_modules'))
    .map((name) => resolve(folder, name))
    .sort();
}
