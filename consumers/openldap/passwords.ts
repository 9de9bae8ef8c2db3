import { type Checks } from '../../programs/checks.ts';
import type { Person } from '../consumer.ts';
import { line, unicodePassword } from '../ldif.ts';
import { expectEnd, type Asked, type Tools } from './tools.ts';

const FIRST = 'First-Passw0rd';
const SECOND = 'Second-Passw0rd';

export async function checkPasswords(checks: Checks, tools: Tools): Promise<void> {
  await checkResets(checks, tools);
  await checkChanges(checks, tools);
}

async function checkResets(checks: Checks, tools: Tools): Promise<void> {
  const { domain } = tools;
  const [bob, as] = [domain.person('bob'), domain.person('Administrator')];
  const reset = (password: string): string =>
    `dn: ${bob.dn}\nchangetype: modify\nreplace: unicodePwd\n${line('unicodePwd', unicodePassword(password))}\n`;
  const modify = (asked: Asked): ReturnType<Tools['run']> => tools.run('ldapmodify', [], asked);
  await checks.check('ldapmodify: an administrator resets a password over LDAPS', async () => {
    expectEnd(await modify({ as, input: reset(FIRST) }), 0, '');
    expectEnd(await tools.run('ldapwhoami', [], { as: { ...bob, password: FIRST } }), 0, 'CORP\\bob');
  });
  await checks.check('ldapmodify: and with StartTLS', async () => {
    expectEnd(await tools.run('ldapmodify', ['-ZZ'], { as, over: 'ldap', input: reset(SECOND) }), 0, '');
    expectEnd(await tools.run('ldapwhoami', [], { as: { ...bob, password: SECOND } }), 0, 'CORP\\bob');
  });
  await checks.check('ldapmodify: not in the clear', async () => {
    expectEnd(
      await modify({ as, over: 'ldap', input: reset(FIRST) }),
      53,
      /0000001F: SvcErr: DSID-\w{8}, problem 5003/,
    );
  });
  await checks.check('ldapmodify: a password that is too short', async () => {
    expectEnd(await modify({ as, input: reset('aB1!') }), 53, /0000052D: SvcErr: DSID-\w{8}, problem 5003/);
  });
  await checks.check('ldapmodify: a password that is not in quotation marks', async () => {
    const input = reset(FIRST).replace(/unicodePwd::.*/, line('unicodePwd', Buffer.from(FIRST, 'utf16le')));
    expectEnd(await modify({ as, input }), 53, /0000001F: SvcErr/);
  });
  await checks.check('ldapmodify: a user may not reset another’s', async () => {
    expectEnd(await modify({ as: domain.person('ada'), input: reset(FIRST) }), 50, '00000005: SecErr');
  });
  await checks.check(
    'ldapmodify: an account operator resets, unlocks and wants a new one at the next logon',
    async () => {
      const leo = domain.person('lockme');
      const input = [
        reset(FIRST).replace(bob.dn, leo.dn),
        `dn: ${leo.dn}\nchangetype: modify\nreplace: lockoutTime\nlockoutTime: 0\n`,
      ].join('\n');
      expectEnd(await modify({ as: domain.person('otto'), input }), 0, '');
      expectEnd(await tools.run('ldapwhoami', [], { as: { ...leo, password: FIRST } }), 0, 'CORP\\lockme');
      const must = `dn: ${leo.dn}\nchangetype: modify\nreplace: pwdLastSet\npwdLastSet: 0\n`;
      expectEnd(await modify({ as: domain.person('otto'), input: must }), 0, '');
      expectEnd(await tools.run('ldapwhoami', [], { as: { ...leo, password: FIRST } }), 49, 'data 773,');
    },
  );
  await checks.check('ldappasswd: Active Directory does not have it', async () => {
    expectEnd(await tools.run('ldappasswd', ['-s', FIRST, bob.dn], { as }), 1, '0000203D: LdapErr');
  });
}

async function checkChanges(checks: Checks, tools: Tools): Promise<void> {
  const grace = tools.domain.person('grace');
  const change = async (from: string, to: string, who: Person): ReturnType<Tools['run']> => {
    const values = ['delete: unicodePwd', line('unicodePwd', unicodePassword(from)), '-', 'add: unicodePwd'];
    const last = line('unicodePwd', unicodePassword(to));
    const input = [`dn: ${grace.dn}`, 'changetype: modify', ...values, last, ''].join('\n');
    return tools.run('ldapmodify', [], { as: who, input });
  };
  await checks.check('ldapmodify: a user changes her own password', async () => {
    expectEnd(await change(grace.password, FIRST, grace), 0, '');
    expectEnd(await tools.run('ldapwhoami', [], { as: { ...grace, password: FIRST } }), 0, 'CORP\\grace');
  });
  const now = { ...grace, password: FIRST };
  await checks.check('ldapmodify: not with a wrong old one', async () => {
    expectEnd(await change('wrong', SECOND, now), 19, /00000056: AtrErr: DSID-\w{8}/);
  });
  await checks.check('ldapmodify: not to one of the last five', async () => {
    expectEnd(await change(FIRST, grace.password, now), 19, /0000052D: AtrErr: DSID-\w{8}/);
  });
}
