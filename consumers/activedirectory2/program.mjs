// activedirectory2, which is written for Active Directory alone.
import {
  check,
  domain,
  done,
  equal,
  holds,
  person,
  requirePackage,
  trust,
} from '../programs/node/checks.mjs';

const ActiveDirectory = requirePackage('activedirectory2').promiseWrapper;
const { base } = domain;
const service = person('svc-connect');
const [ada, grace, bob] = ['ada', 'grace', 'bob'].map(person);

const open = (who = service, more = {}) =>
  new ActiveDirectory({
    url: domain.ldaps.url,
    baseDN: base,
    username: who.upn,
    password: who.password,
    tlsOptions: { ca: [trust] },
    ...more,
  });
const ad = open();

await check('authenticate: UPN, DOMAIN\\user, DN', async () => {
  for (const name of [ada.upn, `${domain.netbios}\\ada`, ada.dn])
    equal(await ad.authenticate(name, ada.password), true);
});
for (const [sam, code] of Object.entries({
  disabled: '533',
  expired: '701',
  passexpired: '532',
  mustchange: '773',
  hours: '530',
  workstation: '531',
})) {
  await check(`authenticate: ${sam}: ${code}`, async () => {
    const error = await ad.authenticate(person(sam).upn, person(sam).password).catch((thrown) => thrown);
    holds(
      String(error.lde_message ?? error.message).includes(`data ${code},`),
      String(error.lde_message ?? error),
    );
  });
}
await check('findUser: by sAMAccountName, UPN and DN', async () => {
  for (const name of ['ada', ada.upn, ada.dn]) {
    const user = await ad.findUser({ includeMembership: ['user'] }, name);
    equal(
      [user.dn, user.mail, user.groups.map(({ cn }) => cn)],
      [ada.dn, ada.upn, ['Engineers', 'Everybody', 'VPN users']],
    );
  }
});
await check('userExists, groupExists', async () => {
  equal([await ad.userExists('grace'), await ad.userExists('nobody')], [true, false]);
  equal([await ad.groupExists('VPN users'), await ad.groupExists('No such')], [true, false]);
});
await check('isUserMemberOf: through groups in groups', async () => {
  equal(
    [await ad.isUserMemberOf('grace', 'VPN users'), await ad.isUserMemberOf('bob', 'VPN users')],
    [true, false],
  );
});
await check('getGroupMembershipForUser: through groups in groups', async () => {
  const groups = await ad.getGroupMembershipForUser('grace');
  equal(groups.map(({ cn }) => cn).sort(), ['Compilers', 'Engineers', 'Everybody', 'VPN users']);
});
await check('getGroupMembershipForGroup', async () => {
  const groups = await ad.getGroupMembershipForGroup('Compilers');
  equal(groups.map(({ cn }) => cn).sort(), ['Engineers', 'Everybody', 'VPN users']);
});
await check('getUsersForGroup: members of groups in groups', async () => {
  const names = (await ad.getUsersForGroup('VPN users')).map(({ sAMAccountName }) => sAMAccountName);
  holds(names.includes('ada') && names.includes('grace') && !names.includes('bob'), names.join(' '));
});
await check('findUsers: everybody, in pages', async () => {
  const users = await ad.findUsers({ filter: '(objectCategory=person)', paged: true });
  holds(users.length > 3000, `found ${users.length}`);
});
await check('findUsers: by a filter', async () => {
  const users = await ad.findUsers('department=Engines');
  equal(users.map(({ sAMAccountName }) => sAMAccountName).sort(), ['ada', 'grace']);
});
await check('findGroups: and the groups that every domain has', async () => {
  const names = (await ad.findGroups('cn=*')).map(({ cn }) => cn);
  for (const cn of ['Domain Admins', 'Domain Users', 'Sales (EMEA)', 'Administrators', 'Users']) {
    holds(names.includes(cn), `no ${cn}`);
  }
});
await check('find: users, groups and others at once', async () => {
  const found = await ad.find({ filter: '(|(cn=Ada Lovelace)(cn=Engineers)(ou=Staff))' });
  equal([found.users.length, found.groups.length, found.other.length], [1, 1, 1]);
});
await check('getRootDSE', async () => {
  const root = await ad.getRootDSE(['defaultNamingContext', 'dnsHostName']);
  equal([root.defaultNamingContext, root.dnsHostName], [base, `dc1.${domain.dns}`]);
});
await check('somebody without rights reads all the same', async () => {
  const user = await open(bob).findUser('ada');
  equal(user.dn, ada.dn);
});
done();
