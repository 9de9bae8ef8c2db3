import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { outcomesIn } from '../../programs/checks.ts';
import type { Consumer } from '../consumer.ts';
import { describeDomain } from '../describe.ts';
import { runProgram } from '../../programs/program.ts';
import { install } from '../../programs/install.ts';

const LIMIT_MS = 240_000;
const TAIL = 600;
const manifest = z.object({ version: z.string() });

export interface NodeConsumer extends Pick<Consumer, 'title' | 'kind'> {
  /** Where its `consumer.ts` is: `program.mjs` stands beside it. */
  readonly at: string;
  /** `ldapts@9.2.0` and what else it needs; the version of the first is told. */
  readonly packages: readonly [string, ...string[]];
}

/** A consumer that is a program of ours for Node over packages of others. */
export function nodeConsumer({ title, kind, at, packages }: NodeConsumer): Consumer {
  const [name = ''] = packages[0].split('@');
  return {
    title,
    kind,
    prepare: async (cache) => {
      const folder = await installed(packages, join(cache, name));
      const found = manifest.parse(
        JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')),
      );
      return {
        version: found.version,
        use: async (domain) => {
          const { stdout, stderr } = await runProgram({
            command: process.execPath,
            args: [fileURLToPath(new URL('program.mjs', at)), describeDomain(domain), folder],
            env: { NODE_EXTRA_CA_CERTS: domain.trustFile },
            cwd: domain.folder,
            limitMs: LIMIT_MS,
          });
          return outcomesIn(stdout, stderr.slice(-TAIL));
        },
      };
    },
  };
}

/** Installs packages into a folder of their own, unless they are there from last time. Throws MissingError. */
async function installed(packages: readonly string[], folder: string): Promise<string> {
  const [done, wanted] = [join(folder, 'installed.txt'), packages.join('\n')];
  if (existsSync(done) && readFileSync(done, 'utf8') === wanted) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const args = ['install', '--prefix', folder, ...options, ...packages];
  await install({ command: 'npm', args, cwd: folder, limitMs: LIMIT_MS }, 'it needs npm');
  for (const each of packages) createRequire(`${folder}/`).resolve(each.split('@')[0] ?? each);
  writeFileSync(done, wanted);
  return folder;
}
