import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { outcomesIn } from '../../programs/checks.ts';
import type { Consumer } from '../consumer.ts';
import { describeDomain } from '../describe.ts';
import { runProgram } from '../../programs/program.ts';
import { install } from '../../programs/install.ts';
import { unpacked } from '../programs/unpacked.ts';
import { configurationFor } from './configuration.ts';

const PACKAGES = ['sssd-ldap', 'libnss-sss', 'libpam-sss', 'pamtester'];
const PYTHON = fileURLToPath(new URL('../../programs/python', import.meta.url));
const TAIL = 2_000;

export const consumer: Consumer = {
  title: 'SSSD, with its NSS and PAM modules',
  kind: 'tool',
  async prepare(cache) {
    const root = await unpacked(PACKAGES, join(cache, 'sssd'));
    const names = await install(
      { command: 'sh', args: ['-c', `ls ${join(cache, 'sssd', 'archives')}`] },
      'apt-get',
    );
    return {
      version: /sssd-ldap_([^_-]+)/.exec(names)?.[1] ?? 'of this machine',
      use: async (domain) => {
        writeFileSync(join(domain.folder, 'sssd.conf'), configurationFor(domain), { mode: 0o600 });
        const [host, program] = ['host.sh', 'program.py'].map((name) =>
          fileURLToPath(new URL(name, import.meta.url)),
        );
        const spaces = ['--mount', '--pid', '--fork', '--mount-proc', '--kill-child'];
        const { stdout, stderr } = await runProgram({
          command: 'unshare',
          args: [...spaces, 'bash', host ?? '', root, domain.folder, program ?? '', describeDomain(domain)],
          env: { PYTHONPATH: PYTHON, PYTHONDONTWRITEBYTECODE: '1' },
        });
        return outcomesIn(stdout, stderr.slice(-TAIL));
      },
    };
  },
};
