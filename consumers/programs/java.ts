import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { outcomesIn } from '../checks.ts';
import type { Consumer } from '../consumer.ts';
import { runProgram } from '../program.ts';
import { describe } from './describe.ts';
import { install } from './install.ts';
import { libraries, versionOf } from './maven.ts';

const LIMIT_MS = 240_000;

const TAIL = 600;

export interface JavaConsumer extends Pick<Consumer, 'title' | 'kind'> {
  /** Where its `consumer.ts` is: `pom.xml` and the sources of `consumer.Main` stand beside it. */
  readonly at: string;
  /** The library whose version is told: `unboundid-ldapsdk`. */
  readonly artifact: string;
}

/** A consumer that is a program of ours in Java over libraries of others. */
export function javaConsumer({ title, kind, at, artifact }: JavaConsumer): Consumer {
  return {
    title,
    kind,
    prepare: async (cache) => {
      const folder = join(cache, artifact);
      const lib = await libraries(new URL('pom.xml', at), folder);
      const classes = await compiled(at, lib, join(folder, 'classes'));
      const path = `${classes}:${join(lib, '*')}`;
      return {
        version: versionOf(lib, artifact),
        use: async (domain) => {
          const args = ['-XX:TieredStopAtLevel=1', '-cp', path, 'consumer.Main', describe(domain)];
          const { stdout, stderr } = await runProgram({
            command: 'java',
            args,
            cwd: domain.folder,
            limitMs: LIMIT_MS,
          });
          return outcomesIn(stdout, stderr.slice(-TAIL));
        },
      };
    },
  };
}

async function compiled(at: string, lib: string, classes: string): Promise<string> {
  rmSync(classes, { recursive: true, force: true });
  mkdirSync(classes, { recursive: true });
  const sources = [new URL('java/', import.meta.url), new URL('.', at)].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.java'))
      .map((name) => fileURLToPath(new URL(name, folder))),
  );
  const args = ['-nowarn', '-proc:none', '--release', '17', '-cp', join(lib, '*'), '-d', classes, ...sources];
  await install({ command: 'javac', args, limitMs: LIMIT_MS }, 'apt-get install default-jdk-headless');
  return classes;
}
