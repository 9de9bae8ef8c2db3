import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './install.ts';
import { libraries, versionOf } from './maven.ts';
import { ownFolder } from './own-folder.ts';
import type { RunOurs, Tried } from './tried.ts';

const LIMIT_MS = 240_000;

export interface JavaProgram<T> {
  /** Where what names it is: `pom.xml` and the sources of `consumer.Main` stand beside it. */
  readonly at: string;
  /** The library whose version is told: `unboundid-ldapsdk`. */
  readonly artifact: string;
  /** Further folders of sources. */
  readonly sources: readonly URL[];
  /** What the virtual machine is told. */
  readonly options?: (subject: T) => readonly string[];
}

/** A program of ours in Java over libraries of others. */
export function javaProgram<T>(
  { at, artifact, sources, options }: JavaProgram<T>,
  run: RunOurs<T>,
): Pick<Tried<T>, 'prepare'> {
  return {
    prepare: async (cache) => {
      const folder = ownFolder(cache, at);
      const lib = await libraries(new URL('pom.xml', at), folder);
      const folders = [new URL('java/', import.meta.url), ...sources, new URL('.', at)];
      const classes = await compiled(folders, lib, join(folder, 'classes'));
      const path = `${classes}:${join(lib, '*')}`;
      return {
        version: versionOf(lib, artifact),
        use: (subject) => {
          const more = options?.(subject) ?? [];
          const args = ['-XX:TieredStopAtLevel=1', ...more, '-cp', path, 'consumer.Main'];
          return run(subject, { command: 'java', args });
        },
      };
    },
  };
}

async function compiled(folders: readonly URL[], lib: string, classes: string): Promise<string> {
  rmSync(classes, { recursive: true, force: true });
  mkdirSync(classes, { recursive: true });
  const sources = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.java'))
      .map((name) => fileURLToPath(new URL(name, folder))),
  );
  const args = ['-nowarn', '-proc:none', '--release', '17', '-cp', join(lib, '*'), '-d', classes, ...sources];
  await install({ command: 'javac', args, limitMs: LIMIT_MS }, 'apt-get install default-jdk-headless');
  return classes;
}
