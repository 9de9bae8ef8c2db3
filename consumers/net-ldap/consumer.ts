import { fileURLToPath } from 'node:url';
import { outcomesIn } from '../../programs/checks.ts';
import type { Consumer } from '../consumer.ts';
import { describeDomain } from '../describe.ts';
import { needPackages } from '../../programs/packages.ts';
import { runProgram, succeed } from '../../programs/program.ts';

const MODULES = fileURLToPath(new URL('../programs/perl', import.meta.url));
const TAIL = 600;

export const consumer: Consumer = {
  title: 'Net::LDAP for Perl',
  kind: 'library',
  async prepare() {
    needPackages('/usr/share/perl5/Net/LDAP.pm', ['libnet-ldap-perl', 'libio-socket-ssl-perl']);
    const version = await succeed({
      command: '/usr/bin/perl',
      args: ['-MNet::LDAP', '-e', 'print Net::LDAP->VERSION'],
    });
    return {
      version,
      use: async (domain) => {
        const program = fileURLToPath(new URL('program.pl', import.meta.url));
        const args = ['-I', MODULES, program, describeDomain(domain)];
        const { stdout, stderr } = await runProgram({ command: '/usr/bin/perl', args, cwd: domain.folder });
        return outcomesIn(stdout, stderr.slice(-TAIL));
      },
    };
  },
};
