import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Client } from '../client.ts';
import { describeAsJson } from '../describe.ts';
import { atLab } from '../real-names.ts';

const manifest = z.object({ version: z.string() });

export interface NodeClient extends Pick<Client, 'title'> {
  /** Where its `client.ts` is: `program.mjs` stands beside it. */
  readonly at: string;
  /** A package that this project's own tests use too; its version is told. */
  readonly package: string;
}

/** A client that is a program of ours for Node over a package of others. */
export function nodeClient({ title, at, package: name }: NodeClient): Client {
  const run = atLab(describeAsJson);
  const args = [fileURLToPath(new URL('program.mjs', at))];
  return {
    title,
    kind: 'Node',
    sets: ['NODE_EXTRA_CA_CERTS'],
    prepare: () =>
      Promise.resolve({
        version: versionOf(name, at),
        use: (lab) => run(lab, { command: process.execPath, args }),
      }),
  };
}

/** A package's own `package.json` need not be among what it exports. */
function versionOf(name: string, at: string): string {
  const paths = createRequire(at).resolve.paths(name) ?? [];
  for (const path of paths) {
    try {
      return manifest.parse(JSON.parse(readFileSync(join(path, name, 'package.json'), 'utf8'))).version;
    } catch {
      // It stands further up.
    }
  }
  throw new RangeError(`${name} is not installed beside ${dirname(fileURLToPath(at))}`);
}
