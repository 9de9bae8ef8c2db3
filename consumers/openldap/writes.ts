import { expect, holds, type Checks } from '../../programs/checks.ts';
import { line, textsOf, unicodePassword } from '../ldif.ts';
import { expectEnd, type Tools } from './tools.ts';

export async function checkWrites(checks: Checks, tools: Tools): Promise<void> {
  await checkPeople(checks, tools);
  await checkValues(checks, tools);
  await checkRanges(checks, tools);
  await checkTrees(checks, tools);
  await checkForbidden(checks, tools);
}

async function checkPeople(checks: Checks, tools: Tools): Promise<void> {
  const { base } = tools.domain;
  const dn = `CN=Niklaus Wirth,OU=Staff,${base}`;
  const password = 'Pascal-1970!';
  await checks.check('ldapadd: a user, enabled and with a password, who then binds', async () => {
    const ldif = [
      `dn: ${dn}`,
      ...['top', 'person', 'organizationalPerson', 'user'].map((name) => `objectClass: ${name}`),
      ...['sAMAccountName: nik', 'userPrincipalName: nik@contoso.com', 'givenName: Niklaus', 'sn: Wirth'],
      ...['userAccountControl: 512', line('unicodePwd', unicodePassword(password)), ''],
    ].join('\n');
    await tools.change('ldapadd', [], ldif);
    const nik = { sam: 'nik', upn: 'nik@contoso.com', dn, password };
    expectEnd(await tools.run('ldapwhoami', [], { as: nik, name: nik.upn }), 0, 'u:CORP\\nik');
  });
  await checks.check('ldapadd: without a password the account is there, and disabled', async () => {
    const ldif = `dn: CN=No Password,OU=Staff,${base}\nobjectClass: user\nsAMAccountName: nopass\n`;
    await tools.change('ldapadd', [], ldif);
    const [entry] = await tools.search(['(sAMAccountName=nopass)', 'userAccountControl', 'objectCategory']);
    expect(textsOf(entry, 'userAccountControl'), ['546']);
    expect(textsOf(entry, 'objectCategory'), [`CN=Person,CN=Schema,CN=Configuration,${base}`]);
  });
  await checks.check('ldapadd: an enabled user without a password is refused', async () => {
    const as = tools.domain.person('Administrator');
    const input = `dn: CN=Nobody,OU=Staff,${base}\nobjectClass: user\nsAMAccountName: nobody\nuserAccountControl: 512\n`;
    expectEnd(
      await tools.run('ldapadd', [], { as, input }),
      53,
      /0000052D: SvcErr: DSID-\w{8}, problem 5003/,
    );
  });
  await checks.check('ldapadd: a name that is taken', async () => {
    const as = tools.domain.person('Administrator');
    const add = async (ldif: string, code: string): Promise<void> => {
      const end = await tools.run('ldapadd', [], { as, input: `dn: ${ldif}\n` });
      expectEnd(end, 68, new RegExp(`${code}: UpdErr: DSID-\\w{8}, problem 6005 \\(ENTRY_EXISTS\\)`));
    };
    await add(`OU=Staff,${base}\nobjectClass: organizationalUnit`, '0000....');
    await add(`CN=Other,OU=Staff,${base}\nobjectClass: user\nsAMAccountName: NIK`, '00000524');
  });
}

async function checkValues(checks: Checks, tools: Tools): Promise<void> {
  const { domain } = tools;
  const bob = domain.person('bob');
  const modify = (ldif: string): Promise<void> =>
    tools.change('ldapmodify', [], `dn: ${bob.dn}\nchangetype: modify\n${ldif}\n`);
  const values = async (name: string): Promise<string[]> =>
    textsOf((await tools.search([`(sAMAccountName=bob)`, name]))[0], name);
  await checks.check('ldapmodify: values are added, replaced and deleted', async () => {
    await modify(
      'add: otherTelephone\notherTelephone: 1\notherTelephone: 2\n-\nreplace: title\ntitle: Builder',
    );
    expect([await values('title'), (await values('otherTelephone')).sort()], [['Builder'], ['1', '2']]);
    await modify('delete: otherTelephone\notherTelephone: 1\n-\ndelete: title');
    expect([await values('title'), await values('otherTelephone')], [[], ['2']]);
  });
  await checks.check('ldapmodify: a member joins, memberOf shows it, and leaves', async () => {
    const group = `CN=Compilers,OU=Staff,${domain.base}`;
    const change = (kind: string): string =>
      `dn: ${group}\nchangetype: modify\n${kind}: member\nmember: ${bob.dn}\n`;
    await tools.change('ldapmodify', [], change('add'));
    expect(await values('memberOf'), [group]);
    const again = await tools.run('ldapmodify', [], {
      as: domain.person('Administrator'),
      input: change('add'),
    });
    expectEnd(again, 68, '00000562: UpdErr');
    await tools.change('ldapmodify', [], change('delete'));
    expect(await values('memberOf'), []);
  });
  await checks.check('ldapcompare: TRUE and FALSE', async () => {
    const as = domain.person('Administrator');
    expectEnd(await tools.run('ldapcompare', [bob.dn, 'sn:OUTSIDE'], { as }), 6, 'TRUE');
    expectEnd(await tools.run('ldapcompare', [bob.dn, 'sn:inside'], { as }), 5, 'FALSE');
  });
}

async function checkRanges(checks: Checks, tools: Tools): Promise<void> {
  const { domain } = tools;
  await checks.check('ldapsearch: a large group in ranges', async () => {
    const everybody = await tools.search([
      '-E',
      '!pr=1000/noprompt',
      '-b',
      `OU=Staff,${domain.base}`,
      '(objectCategory=person)',
      '1.1',
    ]);
    const members = everybody.slice(0, 1600).map(({ dn }) => line('member', dn));
    const group = `CN=Crowd,OU=Staff,${domain.base}`;
    await tools.change(
      'ldapadd',
      [],
      [`dn: ${group}`, 'objectClass: group', 'sAMAccountName: Crowd', ...members, ''].join('\n'),
    );
    const [first] = await tools.search(['-b', group, '-s', 'base', '(objectClass=*)', 'member']);
    expect(
      [first?.values.get('member')?.length ?? 0, first?.values.get('member;range=0-1499')?.length],
      [0, 1500],
    );
    const [second] = await tools.search([
      '-b',
      group,
      '-s',
      'base',
      '(objectClass=*)',
      'member;range=1500-*',
    ]);
    expect(second?.values.get('member;range=1500-*')?.length, 100);
  });
}

async function checkTrees(checks: Checks, tools: Tools): Promise<void> {
  const { base } = tools.domain;
  const [unit, moved] = [`OU=Visitors,${base}`, `CN=Niklaus W.,OU=Visitors,${base}`];
  const as = tools.domain.person('Administrator');
  await checks.check('ldapmodrdn: renamed and moved, and a member still', async () => {
    await tools.change(
      'ldapadd',
      [],
      `dn: ${unit}\nobjectClass: organizationalUnit\n\ndn: CN=V1,${unit}\nobjectClass: contact\n`,
    );
    await tools.change('ldapmodrdn', [
      '-r',
      '-s',
      unit,
      `CN=Niklaus Wirth,OU=Staff,${base}`,
      'CN=Niklaus W.',
    ]);
    const [nik] = await tools.search(['(sAMAccountName=nik)', 'name', 'cn', 'distinguishedName']);
    expect(
      [nik?.dn, textsOf(nik, 'name'), textsOf(nik, 'distinguishedName')],
      [moved, ['Niklaus W.'], [moved]],
    );
  });
  await checks.check('ldapmodrdn: the old RDN cannot be kept', async () => {
    expectEnd(await tools.run('ldapmodrdn', [moved, 'CN=Nik'], { as }), 53, /0000|unwilling/i);
  });
  await checks.check('ldapdelete: what has children is not deleted', async () => {
    expectEnd(
      await tools.run('ldapdelete', [unit], { as }),
      66,
      /00002015: UpdErr: DSID-\w{8}, problem 6003 \(CANT_ON_NON_LEAF\)/,
    );
  });
  await checks.check('ldapdelete -r: everything under it first', async () => {
    await tools.change('ldapdelete', ['-r', unit]);
    const end = await tools.run('ldapsearch', ['-b', unit, '-s', 'base'], { as });
    expectEnd(end, 32, `matchedDN: ${base}`);
  });
  await checks.check('ldapdelete: a tree at once, by the tree delete control', async () => {
    await tools.change(
      'ldapadd',
      [],
      `dn: ${unit}\nobjectClass: organizationalUnit\n\ndn: CN=V1,${unit}\nobjectClass: contact\n`,
    );
    await tools.change('ldapdelete', ['-e', '!1.2.840.113556.1.4.805', unit]);
    expectEnd(await tools.run('ldapdelete', [unit], { as }), 32, '0000208D: NameErr');
  });
}

async function checkForbidden(checks: Checks, tools: Tools): Promise<void> {
  const { domain } = tools;
  const [ada, bob, as] = [domain.person('ada'), domain.person('bob'), domain.person('Administrator')];
  const title = (dn: string): string => `dn: ${dn}\nchangetype: modify\nreplace: title\ntitle: X\n`;
  await checks.check('ldapmodify: a user may not write to another', async () => {
    expectEnd(
      await tools.run('ldapmodify', [], { as: ada, input: title(bob.dn) }),
      50,
      /00002098: SecErr: DSID-\w{8}, problem 4003/,
    );
  });
  await checks.check('ldapmodify: an attribute that there is not', async () => {
    const input = `dn: ${bob.dn}\nchangetype: modify\nreplace: noSuchThing\nnoSuchThing: X\n`;
    expectEnd(await tools.run('ldapmodify', [], { as, input }), 16, /00000057: LdapErr: DSID-\w{8}/);
  });
  await checks.check('ldapmodify: two values for one', async () => {
    const input = `dn: ${bob.dn}\nchangetype: modify\nreplace: title\ntitle: X\ntitle: Y\n`;
    const end = await tools.run('ldapmodify', [], { as, input });
    holds([19, 20].includes(end.code ?? 0) && end.stderr.includes('00002081: AtrErr'), end.stderr);
  });
  await checks.check('ldapmodify: what the directory alone writes', async () => {
    const input = `dn: ${bob.dn}\nchangetype: modify\nreplace: objectGUID\nobjectGUID: 0123456789abcdef\n`;
    expectEnd(await tools.run('ldapmodify', [], { as, input }), 19, /000020B1: AtrErr|000020B1/);
  });
  await checks.check('ldapmodify -c: goes on after a refusal', async () => {
    const input = `${title(`CN=Nobody,${domain.base}`)}\n${title(bob.dn)}`;
    expectEnd(await tools.run('ldapmodify', ['-c'], { as, input }), 32, '0000208D: NameErr');
    const [entry] = await tools.search(['(sAMAccountName=bob)', 'title']);
    expect(textsOf(entry, 'title'), ['X']);
  });
  await checks.check('ldapdelete: the container of users is not to be deleted', async () => {
    const end = await tools.run('ldapdelete', [`CN=Users,${domain.base}`], { as });
    holds(end.code === 53 || end.code === 66, `it ended with ${end.code}: ${end.stderr}`);
  });
}
