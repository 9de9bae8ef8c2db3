import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { install } from './install.ts';
import { ownFolder } from './own-folder.ts';
import { MissingError, type RunOurs, type Tried } from './tried.ts';

const LIMIT_MS = 300_000;
const HOW = 'Go 1.26 or later, a C compiler, and a way to the module proxy';

export interface GoBuild {
  /** Where `go.mod` and the sources stand. */
  readonly at: URL;
  /** Further folders of sources of the same package. */
  readonly sources?: readonly URL[];
  /** Of its own, in the cache. */
  readonly folder: string;
  /** What is built: `.`, or a package of a module that `go.mod` requires. */
  readonly program: string;
  readonly flags?: readonly string[];
  /** Standard packages of C that it needs: only with a compiler. */
  readonly cgo?: boolean;
}

/** Builds a program from modules of others. Answers its path. Throws MissingError. */
export async function goBuild(build: GoBuild): Promise<string> {
  const { at, sources = [], folder, program, flags = [], cgo = false } = build;
  const source = join(folder, 'source');
  rmSync(source, { recursive: true, force: true });
  mkdirSync(source, { recursive: true });
  for (const each of [at, ...sources]) {
    for (const name of readdirSync(each).filter((file) => /^go\.(?:mod|sum)$|\.go$/.test(file))) {
      copyFileSync(new URL(name, each), join(source, name));
    }
  }
  const binary = join(folder, 'program');
  const env = { CGO_ENABLED: cgo ? '1' : '0', GOFLAGS: '-mod=mod -buildvcs=false' };
  const go = (...args: readonly string[]): Promise<string> =>
    install({ command: 'go', args, cwd: source, env, limitMs: LIMIT_MS }, HOW);
  await go('mod', 'tidy');
  await go('build', ...flags, '-o', binary, program);
  return binary;
}

/** Version of a module that a `go.mod` requires. Throws MissingError. */
export function requiredVersion(at: URL, module: string): string {
  const line = readFileSync(new URL('go.mod', at), 'utf8')
    .split('\n')
    .find((each) =>
      each
        .trim()
        .replace(/^require /, '')
        .startsWith(`${module} `),
    );
  const version = line?.split(`${module} `)[1]?.split(' ')[0];
  if (version === undefined) throw new MissingError(`go.mod requires no ${module}`);
  return version.trim();
}

export interface GoProgram {
  /** Where what names it is: `go.mod` and the sources stand beside it. */
  readonly at: string;
  /** The module whose version is told: `github.com/go-ldap/ldap/v3`. */
  readonly module: string;
  /** Further folders of sources of the same package. */
  readonly sources?: readonly URL[];
}

/** A program of ours in Go over modules of others. */
export function goProgram<T>(
  { at, module, sources: more = [] }: GoProgram,
  run: RunOurs<T>,
): Pick<Tried<T>, 'prepare'> {
  return {
    prepare: async (cache) => {
      const here = new URL('.', at);
      const sources = [new URL('go/', import.meta.url), ...more];
      const program = await goBuild({ at: here, sources, folder: ownFolder(cache, at), program: '.' });
      return {
        version: requiredVersion(here, module).replace(/^v/, ''),
        use: (subject) => run(subject, { command: program, args: [] }),
      };
    },
  };
}
