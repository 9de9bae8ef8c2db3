import { Checks, expect, holds } from '../../programs/checks.ts';
import type { ConsumedDomain, Consumer, Endpoint, Outcome, Person } from '../consumer.ts';
import { needPackages } from '../../programs/packages.ts';
import { runProgram, succeed, type ProgramEnd } from '../../programs/program.ts';

/** Samba's administration tool and its LDAP search, which bind by NTLM and seal what they say. */
export const consumer: Consumer = {
  title: 'samba-tool and ldbsearch of Samba',
  kind: 'tool',
  prepare: async () => {
    needPackages('/usr/bin/samba-tool', ['samba-common-bin', 'python3-samba']);
    needPackages('/usr/bin/ldbsearch', ['ldb-tools']);
    const version = (await succeed({ command: 'samba-tool', args: ['--version'] })).trim();
    return { version, use };
  },
};

const NEW_PASSWORD = 'Neu-Pass-12345';

async function use(domain: ConsumedDomain): Promise<readonly Outcome[]> {
  const checks = new Checks();
  await search(checks, domain);
  await administer(checks, domain);
  return checks.outcomes;
}

/** What a security layer is called in smb.conf(5). */
const WRAPPINGS = ['plain', 'sign', 'seal'] as const;

async function search(checks: Checks, domain: ConsumedDomain): Promise<void> {
  const admin = domain.person('Administrator');
  for (const wrapping of WRAPPINGS) {
    await checks.check(`ldbsearch by NTLM, ${wrapping}`, async () => {
      const { stdout, stderr } = await find(domain.ldap, as(domain, admin), wrapping);
      holds(stdout.includes('userPrincipalName: ada@contoso.com'), stderr || stdout);
    });
  }
  await checks.check('ldbsearch by NTLM over TLS', async () => {
    const { stdout, stderr } = await find(domain.ldaps, as(domain, admin), 'plain');
    holds(stdout.includes('userPrincipalName: ada@contoso.com'), stderr || stdout);
  });
  await checks.check('ldbsearch by a simple bind, over TLS that it verifies', async () => {
    const verified = ['tls verify peer=ca_and_name', `tls cafile=${domain.trustFile}`].map(
      (each) => `--option=${each}`,
    );
    const bind = [`--simple-bind-dn=${admin.dn}`, `--password=${admin.password}`];
    const args = ['-H', domain.ldaps.url, ...bind, ...verified, '(sAMAccountName=ada)', 'userPrincipalName'];
    const { stdout, stderr } = await runProgram({ command: 'ldbsearch', args });
    holds(stdout.includes('userPrincipalName: ada@contoso.com'), stderr || stdout);
  });
  await checks.check('ldbsearch of the global catalog', async () => {
    const { stdout, stderr } = await find(domain.gc, as(domain, admin), 'seal');
    holds(stdout.includes('userPrincipalName: ada@contoso.com'), stderr || stdout);
  });
  for (const [sam, data] of [
    ['disabled', '533'],
    ['mustchange', '773'],
  ] as const) {
    await checks.check(`NTLM tells ${data} of ${sam}`, async () => {
      const { code, stderr } = await find(domain.ldap, as(domain, domain.person(sam)), 'seal');
      expect([code !== 0, stderr.includes(`data ${data},`)], [true, true], stderr);
    });
  }
}

function find({ url }: Endpoint, account: readonly string[], wrapping: string): Promise<ProgramEnd> {
  const options = [`--option=client ldap sasl wrapping=${wrapping}`, '--option=tls verify peer=no_check'];
  const args = ['-H', url, ...account, ...options, '(sAMAccountName=ada)', 'userPrincipalName'];
  return runProgram({ command: 'ldbsearch', args });
}

function as({ netbios }: ConsumedDomain, { sam, password }: Person): string[] {
  return ['-U', `${netbios}\\${sam}%${password}`, '--use-kerberos=off'];
}

/** A day of an administrator's. */
async function administer(checks: Checks, domain: ConsumedDomain): Promise<void> {
  const account = ['-H', domain.ldap.url, ...as(domain, domain.person('Administrator'))];
  const tool = (...args: string[]): Promise<string> =>
    succeed({ command: 'samba-tool', args: [...args, ...account] });
  const says = (what: string, args: readonly string[], ...texts: readonly string[]): Promise<void> =>
    checks.check(what, async () => {
      const said = await tool(...args);
      for (const text of texts) holds(said.includes(text), said.trim().slice(-300));
    });
  await says('group list', ['group', 'list'], 'Engineers', 'Domain Admins', 'Sales (EMEA)');
  await says('user show', ['user', 'show', 'ada'], 'userPrincipalName: ada@contoso.com', 'objectSid: S-1-5-');
  await says(
    'user create',
    ['user', 'create', 'nora', NEW_PASSWORD, '--given-name=Nora'],
    'added successfully',
  );
  await says('user setpassword', ['user', 'setpassword', 'bob', `--newpassword=${NEW_PASSWORD}`], 'Changed');
  await checks.check('the password that was set binds', async () => {
    const who = { ...domain.person('bob'), password: NEW_PASSWORD };
    expect((await find(domain.ldap, as(domain, who), 'seal')).code, 0);
  });
  await says('user disable', ['user', 'disable', 'nora']);
  await says('user enable', ['user', 'enable', 'nora'], 'Enabled');
  await says('user unlock', ['user', 'unlock', 'lockme']);
  await says('user setexpiry', ['user', 'setexpiry', 'nora', '--days=3'], 'Expiry');
  await says('group add', ['group', 'add', 'Printers'], 'Added group');
  await says('group addmembers', ['group', 'addmembers', 'Printers', 'ada,nora'], 'Added members');
  await says('group listmembers', ['group', 'listmembers', 'Printers'], 'ada', 'nora');
  await says('user getgroups', ['user', 'getgroups', 'ada'], 'Printers', 'Domain Users');
  await says('group removemembers', ['group', 'removemembers', 'Printers', 'ada'], 'Removed members');
  await says('ou create', ['ou', 'create', 'OU=Branch'], 'Added ou');
  await says('user move', ['user', 'move', 'nora', 'OU=Branch'], 'Moved user');
  await says('ou listobjects', ['ou', 'listobjects', 'OU=Branch'], 'CN=Nora');
  await says('computer create', ['computer', 'create', 'PC1'], 'added successfully');
  await says(
    'domain passwordsettings show',
    ['domain', 'passwordsettings', 'show'],
    'lockout threshold (attempts): 5',
  );
  await says(
    'domain passwordsettings set',
    ['domain', 'passwordsettings', 'set', '--account-lockout-threshold=7'],
    'changed',
  );
  await says('domain passwordsettings pso list', ['domain', 'passwordsettings', 'pso', 'list'], 'Services');
  await says(
    'domain passwordsettings pso show-user',
    ['domain', 'passwordsettings', 'pso', 'show-user', 'svc-backup'],
    'Services',
  );
  await says('fsmo show', ['fsmo', 'show'], 'PdcEmulationMasterRole owner');
  await says('group delete', ['group', 'delete', 'Printers'], 'Deleted group');
  await says('user delete', ['user', 'delete', 'nora'], 'Deleted user');
}
