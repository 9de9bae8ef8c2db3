import { join } from 'node:path';
import { outcomesIn } from '../checks.ts';
import type { Consumer } from '../consumer.ts';
import { runProgram } from '../program.ts';
import { describe } from '../programs/describe.ts';
import { goBuild, requiredVersion } from '../programs/go.ts';

const LIMIT_MS = 120_000;
const TAIL = 600;

export const consumer: Consumer = {
  title: 'go-ldap',
  kind: 'library',
  prepare: async (cache) => {
    const at = new URL('.', import.meta.url);
    const program = await goBuild({ at, folder: join(cache, 'go-ldap'), program: '.' });
    return {
      version: requiredVersion(at, 'github.com/go-ldap/ldap/v3').replace(/^v/, ''),
      use: async (domain) => {
        const run = { command: program, args: [describe(domain)], limitMs: LIMIT_MS };
        const { stdout, stderr } = await runProgram(run);
        return outcomesIn(stdout, stderr.slice(-TAIL));
      },
    };
  },
};
