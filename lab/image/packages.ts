import { cpSync, existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { ImageError } from './errors.ts';
import { IS_CHECKOUT, ROOT } from './places.ts';

/** Run-time dependencies of the package that no program of the image loads: its base has Node, and scenarios run outside. */
export const LEFT_OUT: readonly string[] = ['node', '@cucumber/cucumber'];

/** The `node_modules` that the installed package stands in, and the folder above which nothing of it can be. */
const OUTER = dirname(ROOT);
const TOP = IS_CHECKOUT ? ROOT : dirname(OUTER);

const UNNEEDED_FILE =
  /\.(map|[cm]?ts|tsx|flow|md|markdown|yml|yaml|tgz|coffee)$|^(tsconfig|\.eslintrc|\.prettierrc)/i;
const UNNEEDED_FOLDER =
  /^(tests?|__tests__|docs?|examples?|bench|benchmarks?|coverage|integration|\.github|\.vscode|\.idea)$/i;

interface Description {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** The folders of the packages that the programs need, found as Node finds them. */
export function neededPackages(): string[] {
  const found = new Set<string>();
  const wanted = Object.keys(describe(ROOT).dependencies ?? {}).filter((name) => !LEFT_OUT.includes(name));
  for (const name of wanted) follow(name, ROOT, found, true);
  return [...found].sort();
}

/** Copies a package to where it stands beside or below ours, without what is for developers alone. */
export function copyPackage(folder: string, staging: string): void {
  cpSync(folder, join(staging, placeOf(folder)), {
    recursive: true,
    dereference: true,
    filter: (path) => isNeeded(relative(folder, path).split(sep)),
  });
}

/** What npm has put beside the package stands beside `app`, so that each still finds what it has found here. */
function placeOf(folder: string): string {
  const below = relative(ROOT, folder);
  return below.startsWith('..') ? join('node_modules', relative(OUTER, folder)) : join('app', below);
}

function isNeeded(path: readonly string[]): boolean {
  const name = path.at(-1) ?? '';
  if (path.length === 1 && UNNEEDED_FOLDER.test(name)) return false;
  return name !== 'node_modules' && !UNNEEDED_FILE.test(name);
}

function follow(name: string, from: string, found: Set<string>, isRequired: boolean): void {
  const folder = locate(name, from);
  if (folder === undefined) {
    if (isRequired) throw new ImageError(`${name}, which ${from} needs, is not installed. Run \`npm ci\``);
    return;
  }
  if (found.has(folder)) return;
  found.add(folder);
  const { dependencies, optionalDependencies, peerDependencies } = describe(folder);
  const optional = new Set(Object.keys(optionalDependencies ?? {}));
  for (const next of Object.keys(dependencies ?? {})) follow(next, folder, found, !optional.has(next));
  for (const next of [...optional, ...Object.keys(peerDependencies ?? {})])
    follow(next, folder, found, false);
}

function locate(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    // Like Node, which looks for no folder of packages right within one.
    if (basename(folder) !== 'node_modules' && existsSync(join(candidate, 'package.json'))) return candidate;
    if (folder === TOP || folder === dirname(folder)) return undefined;
  }
}

export function versionOf(folder: string): string {
  return describe(folder).version ?? 'unknown';
}

function describe(folder: string): Description {
  const description: Description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return description;
}
