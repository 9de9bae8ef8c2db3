import { Checks } from '../../programs/checks.ts';
import type { Consumer } from '../consumer.ts';
import { needPackages } from '../../programs/packages.ts';
import { runProgram } from '../../programs/program.ts';
import { checkBinds } from './binds.ts';
import { checkControls } from './controls.ts';
import { checkPasswords } from './passwords.ts';
import { checkSearches } from './searches.ts';
import { Tools } from './tools.ts';
import { checkWrites } from './writes.ts';

export const consumer: Consumer = {
  title: 'OpenLDAP command-line tools',
  kind: 'tool',
  async prepare() {
    needPackages('/usr/bin/ldapsearch', ['ldap-utils']);
    const { stderr } = await runProgram({ command: 'ldapsearch', args: ['-VV'] });
    return {
      version: /ldapsearch (\S+)/.exec(stderr)?.[1] ?? 'of unknown version',
      async use(domain) {
        const [checks, tools] = [new Checks(), new Tools(domain)];
        await checkBinds(checks, tools);
        await checkSearches(checks, tools);
        await checkControls(checks, tools);
        await checkWrites(checks, tools);
        await checkPasswords(checks, tools);
        return checks.outcomes;
      },
    };
  },
};
