import { join } from 'node:path';
import { Checks } from '../../programs/checks.ts';
import type { Consumer } from '../consumer.ts';
import { goBuild } from '../../programs/go.ts';
import { forms } from './forms.ts';
import { grants } from './grants.ts';
import { startDex } from './server.ts';

const VERSION = '2.41.1';

export const consumer: Consumer = {
  title: 'dex, its LDAP connector',
  kind: 'identity broker',
  prepare: async (cache) => {
    const program = await goBuild({
      at: new URL('.', import.meta.url),
      folder: join(cache, 'dex'),
      program: 'github.com/dexidp/dex/cmd/dex',
      flags: ['-ldflags', `-X main.version=v${VERSION}`],
      cgo: true,
    });
    return {
      version: VERSION,
      use: async (domain) => {
        await using dex = await startDex(program, domain);
        const checks = new Checks();
        await grants({ dex, domain, checks });
        await forms({ dex, domain, checks });
        return checks.outcomes;
      },
    };
  },
};
