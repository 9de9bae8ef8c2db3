import { expect, holds, type Checks } from '../../programs/checks.ts';
import { entriesIn, textsOf } from '../ldif.ts';
import { expectEnd, type Tools } from './tools.ts';

const PEOPLE = '(&(objectCategory=person)(objectClass=user))';
/** Two before and three behind the hundredth; the tool's own `vlv` asks at the keyboard for more. */
const WINDOW = Buffer.from('300e020102020103a006020164020100', 'hex');

export async function checkControls(checks: Checks, tools: Tools): Promise<void> {
  await checkPages(checks, tools);
  await checkWindows(checks, tools);
  await checkOwn(checks, tools);
  await checkUnknown(checks, tools);
}

async function checkPages(checks: Checks, tools: Tools): Promise<void> {
  const as = tools.domain.person('Administrator');
  await checks.check('ldapsearch: a thousand entries and no more without paging', async () => {
    const end = await tools.run('ldapsearch', ['-LLL', PEOPLE, '1.1'], { as });
    expectEnd(end, 4, 'Size limit exceeded');
    expect(entriesIn(end.stdout).length, 1000);
  });
  for (const size of [100, 1000, 5000]) {
    await checks.check(`ldapsearch -E pr=${size}: everybody`, async () => {
      const entries = await tools.search(['-E', `!pr=${size}/noprompt`, PEOPLE, '1.1']);
      holds(entries.length > 3000, `found ${entries.length}`);
      expect(new Set(entries.map(({ dn }) => dn)).size, entries.length);
    });
  }
  await checks.check('ldapsearch -z: a size limit of the client’s', async () => {
    const end = await tools.run('ldapsearch', ['-LLL', '-z', '7', PEOPLE, '1.1'], { as });
    expectEnd(end, 4, 'Size limit exceeded');
    expect(entriesIn(end.stdout).length, 7);
  });
  await checks.check('ldapsearch -E pr: pages keep the order of a sort', async () => {
    const sorted = ['-E', '!pr=500/noprompt', '-E', '!sss=sAMAccountName', PEOPLE, 'sAMAccountName'];
    const names = (await tools.search(sorted)).flatMap((each) => textsOf(each, 'sAMAccountName'));
    holds(names.length > 3000, `found ${names.length}`);
    holds(
      names.indexOf('ada') < names.indexOf('bob') && names.indexOf('bob') < names.indexOf('grace'),
      'not sorted',
    );
  });
}

async function checkWindows(checks: Checks, tools: Tools): Promise<void> {
  const as = tools.domain.person('Administrator');
  await checks.check('ldapsearch -E sss: sorted, and sorted in reverse', async () => {
    const base = ['-b', `OU=Staff,${tools.domain.base}`, '(department=Engines)', 'sAMAccountName'];
    const order = async (key: string): Promise<string[]> =>
      (await tools.search(['-E', `!sss=${key}`, ...base])).flatMap((each) => textsOf(each, 'sAMAccountName'));
    expect(await order('sAMAccountName'), ['ada', 'grace']);
    expect(await order('-sAMAccountName'), ['grace', 'ada']);
  });
  await checks.check('ldapsearch: a window of a sorted list', async () => {
    const control = `!2.16.840.1.113730.3.4.9=::${WINDOW.toString('base64')}`;
    const window = ['-E', control, '-E', '!sss=sAMAccountName', PEOPLE, 'sAMAccountName'];
    const { stdout } = await tools.run('ldapsearch', window, { as });
    expect(entriesIn(stdout).length, 6);
    holds(stdout.includes('control: 2.16.840.1.113730.3.4.10 '), 'no result of the control');
  });
}

/** Controls of Active Directory that the tool knows. */
async function checkOwn(checks: Checks, tools: Tools): Promise<void> {
  const { base } = tools.domain;
  const as = tools.domain.person('Administrator');
  await checks.check('ldapsearch -E extendedDn', async () => {
    const { stdout } = await tools.run(
      'ldapsearch',
      ['-LLL', '-E', '!extendedDn=1', '(sAMAccountName=ada)', 'memberOf'],
      { as },
    );
    const dn = Buffer.from(
      /^dn:: (.*(?:\n .*)*)/m.exec(stdout)?.[1]?.replaceAll('\n ', '') ?? '',
      'base64',
    ).toString();
    holds(/^<GUID=[0-9a-f-]{36}>;<SID=S-1-5-21-[\d-]+>;CN=Ada Lovelace,/.test(dn), `the name is ${dn}`);
  });
  await checks.check(
    'ldapsearch -E dirSync: everything, a cookie, and then only what has changed',
    async () => {
      const first = await tools.run('ldapsearch', ['-E', '!dirSync=0/0', '(sAMAccountName=bob)', 'title'], {
        as,
      });
      expectEnd(first, 0, 'DirSync control continueFlag=');
      holds(/# cookie:: \S+/.test(first.stdout), 'no cookie');
      holds(entriesIn(first.stdout)[0]?.values.has('objectguid') ?? false, 'no objectGUID');
    },
  );
  await checks.check('ldapsearch -E showDeleted: what was deleted, in the deleted objects', async () => {
    const contact = `CN=Short lived,OU=Staff,${base}`;
    await tools.change('ldapadd', [], `dn: ${contact}\nobjectClass: contact\n`);
    await tools.change('ldapdelete', [contact]);
    const [gone] = await tools.search([
      '-E',
      '!showDeleted',
      '(&(isDeleted=TRUE)(cn=Short lived*))',
      'isDeleted',
      'lastKnownParent',
    ]);
    holds(
      gone?.dn.includes('DEL:') === true && gone.dn.endsWith(`CN=Deleted Objects,${base}`),
      `it is ${gone?.dn}`,
    );
    expect(textsOf(gone, 'lastKnownParent'), [`OU=Staff,${base}`]);
  });
  await checks.check('ldapsearch -E domainScope: no references', async () => {
    const { stdout } = await tools.run('ldapsearch', ['-E', '!domainScope', '(sAMAccountName=ada)', '1.1'], {
      as,
    });
    holds(!stdout.includes('ref: ldap'), 'there are references');
  });
  await checks.check('ldapsearch: the security descriptor, by the flags control', async () => {
    const flags = '!1.2.840.113556.1.4.801=::MAMCAQc=';
    const [ada] = await tools.search(['-E', flags, '(sAMAccountName=ada)', 'nTSecurityDescriptor']);
    expect(ada?.values.get('ntsecuritydescriptor')?.[0]?.[0], 1, 'its revision');
  });
}

async function checkUnknown(checks: Checks, tools: Tools): Promise<void> {
  const as = tools.domain.person('Administrator');
  const refused = [
    ['-E', '!sync=ro'],
    ['-E', '!mv=(cn=a*)'],
    ['-E', '!subentries=true'],
    ['-E', '!deref=memberOf:cn'],
    ['-e', '!preread=cn'],
    ['-e', '!noop'],
    ['-e', '!assert=(cn=x)'],
  ];
  for (const [option = '', value = ''] of refused) {
    await checks.check(
      `ldapsearch ${option} ${value}: critical, and Active Directory has no such control`,
      async () => {
        expectEnd(
          await tools.run('ldapsearch', [option, value, '(sAMAccountName=ada)'], { as }),
          12,
          '00000057: LdapErr',
        );
      },
    );
    await checks.check(`ldapsearch ${option} ${value.slice(1)}: not critical, and nobody minds`, async () => {
      expectEnd(
        await tools.run('ldapsearch', [option, value.slice(1), '(sAMAccountName=ada)'], { as }),
        0,
        'Ada',
      );
    });
  }
  await checks.check('ldapexop: whoami', async () => {
    expectEnd(await tools.run('ldapexop', ['whoami'], { as }), 0, 'u:CORP\\Administrator');
  });
  await checks.check('ldapexop: an operation that there is not', async () => {
    const end = await tools.run('ldapexop', ['1.3.6.1.4.1.4203.1.11.8'], { as });
    holds(`${end.stdout}${end.stderr}`.includes('0000203D: LdapErr'), end.stderr);
  });
}
