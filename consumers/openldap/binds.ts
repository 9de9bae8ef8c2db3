import type { Checks } from '../../programs/checks.ts';
import { expectEnd, type Tools } from './tools.ts';

const REFUSED = 49;

/** What people are told whose account is not as it should be: the sub-code behind `data`. */
const REFUSALS = [
  ['disabled', '533'],
  ['expired', '701'],
  ['passexpired', '532'],
  ['mustchange', '773'],
  ['hours', '530'],
  ['workstation', '531'],
] as const;

export async function checkBinds(checks: Checks, tools: Tools): Promise<void> {
  await checkNames(checks, tools);
  await checkTransports(checks, tools);
  await checkRefusals(checks, tools);
  await checks.check(
    'ldapwhoami: the account is locked after five wrong passwords, with the right one too',
    async () => {
      const leo = tools.domain.person('lockme');
      for (let n = 0; n < 5; n += 1) {
        expectEnd(
          await tools.run('ldapwhoami', [], { as: { ...leo, password: 'wrong' } }),
          REFUSED,
          'data 52e,',
        );
      }
      expectEnd(await tools.run('ldapwhoami', [], { as: leo }), REFUSED, 'data 775,');
    },
  );
}

async function checkNames(checks: Checks, tools: Tools): Promise<void> {
  const { domain } = tools;
  const ada = domain.person('ada');
  const forms = [
    ['a DN', ada.dn],
    ['a UPN', ada.upn],
    ['the implicit UPN', `ada@${domain.dns}`],
    ['DOMAIN\\user', `${domain.netbios}\\ada`],
    ['the display name', 'Ada Lovelace'],
    ['a DN in other case and spacing', ada.dn.toLowerCase().replaceAll(',', ' , ')],
  ] as const;
  for (const [form, name] of forms) {
    await checks.check(`ldapwhoami: bind with ${form}`, async () => {
      expectEnd(await tools.run('ldapwhoami', [], { as: ada, name }), 0, `u:${domain.netbios}\\ada`);
    });
  }
  await checks.check('ldapwhoami: a name with , + " < > ; # \\ * and umlauts binds by its DN', async () => {
    expectEnd(await tools.run('ldapwhoami', [], { as: domain.person('jmueller') }), 0, 'u:CORP\\jmueller');
  });
  await checks.check('ldapwhoami: somebody of the child domain binds at the parent', async () => {
    const edna = domain.person('EMEA\\edna');
    expectEnd(await tools.run('ldapwhoami', [], { as: edna, name: edna.upn }), 0, 'u:EMEA\\edna');
  });
}

async function checkTransports(checks: Checks, tools: Tools): Promise<void> {
  const ada = tools.domain.person('ada');
  for (const over of ['ldap', 'ldaps', 'gc', 'gcs'] as const) {
    await checks.check(`ldapwhoami: bind over ${over}`, async () => {
      expectEnd(await tools.run('ldapwhoami', [], { as: ada, over }), 0, 'u:CORP\\ada');
    });
  }
  for (const over of ['ldap', 'gc'] as const) {
    await checks.check(`ldapwhoami -ZZ: StartTLS over ${over}`, async () => {
      expectEnd(await tools.run('ldapwhoami', ['-ZZ'], { as: ada, over }), 0, 'u:CORP\\ada');
    });
  }
  await checks.check('ldapwhoami: nobody is nobody', async () => {
    expectEnd(await tools.run('ldapwhoami', []), 0, /^anonymous|^u:|^$/m);
  });
}

async function checkRefusals(checks: Checks, tools: Tools): Promise<void> {
  const ada = tools.domain.person('ada');
  await checks.check('ldapwhoami: a wrong password', async () => {
    const end = await tools.run('ldapwhoami', [], { as: { ...ada, password: 'wrong' } });
    expectEnd(
      end,
      REFUSED,
      /80090308: LdapErr: DSID-\w{8}, comment: AcceptSecurityContext error, data 52e, v/,
    );
  });
  await checks.check('ldapwhoami: somebody who is not there', async () => {
    expectEnd(
      await tools.run('ldapwhoami', [], { as: ada, name: 'nobody@contoso.com' }),
      REFUSED,
      'data 52e,',
    );
  });
  for (const [sam, code] of REFUSALS) {
    const person = tools.domain.person(sam);
    await checks.check(`ldapwhoami: ${sam}, the right password: ${code}`, async () => {
      expectEnd(await tools.run('ldapwhoami', [], { as: person }), REFUSED, `data ${code},`);
    });
    await checks.check(`ldapwhoami: ${sam}, a wrong password: 52e`, async () => {
      expectEnd(
        await tools.run('ldapwhoami', [], { as: { ...person, password: 'wrong' } }),
        REFUSED,
        'data 52e,',
      );
    });
  }
  await checks.check('ldapwhoami: an empty password binds nobody, and is not refused', async () => {
    const bind = ['-D', ada.dn, '-w', ''];
    expectEnd(await tools.run('ldapwhoami', bind), 0, /^anonymous|^u:|^$/m);
  });
}
