// ldapts as its documentation uses it with Active Directory.
import {
  check,
  domain,
  done,
  equal,
  fails,
  holds,
  person,
  requirePackage,
  trust,
} from '../programs/node/checks.mjs';

const { Attribute, AndFilter, Change, Client, Control, DN, EqualityFilter, ServerSideSortingRequestControl } =
  requirePackage('ldapts');
const { base } = domain;
const staff = `OU=Staff,${base}`;
const [administrator, ada, bob, grace] = ['Administrator', 'ada', 'bob', 'grace'].map(person);
const tlsOptions = { ca: trust };
const EVERYBODY = '(&(objectCategory=person)(objectClass=user))';

async function connect(who = administrator, name = who.dn, url = domain.ldaps.url) {
  const client = new Client({ url, tlsOptions });
  await client.bind(name, who.password);
  return client;
}

const client = await connect();
const names = async (filter, at = base) => {
  const { searchEntries } = await client.search(at, { filter, attributes: ['sAMAccountName'] });
  return searchEntries.map((each) => each.sAMAccountName).sort();
};
const password = (text) =>
  new Attribute({ type: 'unicodePwd', values: [Buffer.from(`"${text}"`, 'utf16le')] });

for (const [form, name] of [
  ['DN', ada.dn],
  ['UPN', ada.upn],
  ['DOMAIN\\user', `${domain.netbios}\\ada`],
]) {
  await check(`bind with ${form}, and who am I`, async () => {
    await using session = await connect(ada, name);
    const { value } = await session.exop('1.3.6.1.4.1.4203.1.11.3');
    equal(value, `u:${domain.netbios}\\ada`);
  });
}
await check('StartTLS, then bind', async () => {
  await using session = new Client({ url: domain.ldap.url });
  await session.startTLS({ ...tlsOptions });
  await session.bind(ada.upn, ada.password);
  equal((await session.search(ada.dn, { scope: 'base' })).searchEntries.length, 1);
});
for (const [sam, code] of Object.entries({
  disabled: '533',
  expired: '701',
  passexpired: '532',
  mustchange: '773',
  hours: '530',
  workstation: '531',
})) {
  await check(`${sam}: ${code}`, async () => {
    const error = await fails(`data ${code},`, () => connect(person(sam)));
    equal(error.code, 49);
  });
}
await check('a wrong password, and locked after the fifth', async () => {
  const leo = person('lockme');
  for (let n = 0; n < 5; n += 1) await fails('data 52e,', () => connect({ ...leo, password: 'wrong' }));
  await fails('data 775,', () => connect(leo));
});
await check('more than a thousand at once', () =>
  fails('SizeLimitExceeded', () => client.search(base, { filter: EVERYBODY })),
);
await check('pages, gathered', async () => {
  const { searchEntries } = await client.search(base, {
    filter: EVERYBODY,
    paged: { pageSize: 600 },
    attributes: ['cn'],
  });
  holds(searchEntries.length > 3000, `found ${searchEntries.length}`);
});
await check('pages, one after the other', async () => {
  const sizes = [];
  for await (const { searchEntries } of client.searchPaginated(base, {
    filter: EVERYBODY,
    paged: { pageSize: 1000 },
  })) {
    sizes.push(searchEntries.length);
  }
  equal(sizes.slice(0, 3), [1000, 1000, 1000]);
});
await check('sorted by the server', async () => {
  const control = new ServerSideSortingRequestControl({
    value: { attributeType: 'sAMAccountName', reverseOrder: true },
  });
  const { searchEntries } = await client.search(base, { filter: '(department=Engines)' }, [control]);
  equal(
    searchEntries.map((each) => each.sAMAccountName),
    ['grace', 'ada'],
  );
});
await check('groups in groups; names that need escaping, by filter objects', async () => {
  const chain = (dn) => `(member:1.2.840.113556.1.4.1941:=${dn})`;
  equal(await names(chain(grace.dn)), ['Compilers', 'Engineers', 'Everybody', 'VPN users']);
  const filter = new AndFilter({
    filters: [
      new EqualityFilter({ attribute: 'cn', value: 'Müller, Jürgen (Ext) + "Q" <ß>; #1 \\ *' }),
      new EqualityFilter({ attribute: 'sn', value: 'Müller' }),
    ],
  });
  equal(await names(filter), ['jmueller']);
});
await check('objectGUID and objectSid are bytes, and find the object again', async () => {
  const wanted = { scope: 'base', attributes: ['objectGUID', 'objectSid'] };
  const [entry] = (await client.search(ada.dn, { ...wanted, explicitBufferAttributes: wanted.attributes }))
    .searchEntries;
  equal([entry.objectGUID.length, entry.objectSid.length], [16, 28]);
  equal(await names(new EqualityFilter({ attribute: 'objectGUID', value: entry.objectGUID })), ['ada']);
});
await check('references to other domains and contexts', async () => {
  const { searchReferences } = await client.search(base, { filter: '(sAMAccountName=ada)' });
  holds(searchReferences.includes(`ldap://emea.${domain.dns}/DC=emea,${base}`), searchReferences.join(' '));
});
await check('global catalog', async () => {
  await using catalog = await connect(administrator, administrator.dn, domain.gcs.url);
  const { searchEntries } = await catalog.search('', { filter: '(sAMAccountName=edna)' });
  equal(
    searchEntries.map((each) => each.dn),
    [person('EMEA\\edna').dn],
  );
});
await check('add, modify, compare, rename, move, delete', async () => {
  const dn = new DN().addPairRDN('CN', 'Wirth, Niklaus').toString();
  await client.add(`${dn},${staff}`, { objectClass: 'user', sAMAccountName: 'nik', sn: 'W' });
  const change = (operation, type, values) =>
    new Change({ operation, modification: new Attribute({ type, values }) });
  await client.modify(`${dn},${staff}`, [
    change('replace', 'sn', ['Wirth']),
    change('add', 'otherTelephone', ['1', '2']),
  ]);
  await client.modify(`${dn},${staff}`, change('delete', 'otherTelephone', ['1']));
  equal(await client.compare(`${dn},${staff}`, 'otherTelephone', '2'), true);
  equal(await client.compare(`${dn},${staff}`, 'sn', 'x'), false);
  await client.modifyDN(`${dn},${staff}`, `CN=Niklaus,OU=Services,${base}`);
  equal(await names('(sAMAccountName=nik)', `OU=Services,${base}`), ['nik']);
  await client.del(`CN=Niklaus,OU=Services,${base}`);
  await fails('0000208D: NameErr', () => client.del(`CN=Niklaus,OU=Services,${base}`));
});
await check('a tree is deleted at once', async () => {
  await client.add(`OU=Tree,${base}`, { objectClass: 'organizationalUnit' });
  await client.add(`CN=Leaf,OU=Tree,${base}`, { objectClass: 'contact' });
  const error = await fails('00002015: UpdErr', () => client.del(`OU=Tree,${base}`));
  equal(error.code, 66);
  await client.del(`OU=Tree,${base}`, new Control('1.2.840.113556.1.4.805', { critical: true }));
});
await check('a password is reset, and changed by its owner', async () => {
  await client.modify(bob.dn, new Change({ operation: 'replace', modification: password('First-Passw0rd') }));
  await using own = await connect({ ...bob, password: 'First-Passw0rd' });
  const change = (from, to) =>
    own.modify(bob.dn, [
      new Change({ operation: 'delete', modification: password(from) }),
      new Change({ operation: 'add', modification: password(to) }),
    ]);
  await change('First-Passw0rd', 'Second-Passw0rd');
  await fails('00000056: AtrErr', () => change('wrong', 'Third-Passw0rd'));
  await fails('0000052D: AtrErr', () => change('Second-Passw0rd', 'First-Passw0rd'));
  await using again = await connect({ ...bob, password: 'Second-Passw0rd' });
  holds(again.isBound, 'the new password does not bind');
});
await check('nobody may search, and a user may not write to another', async () => {
  await using nobody = new Client({ url: domain.ldaps.url, tlsOptions });
  await fails('000004DC: LdapErr', () => nobody.search(base, { filter: '(cn=x)' }));
  await using own = await connect(ada);
  const change = new Change({
    operation: 'replace',
    modification: new Attribute({ type: 'title', values: ['X'] }),
  });
  await fails('00002098: SecErr', () => own.modify(grace.dn, change));
});
done();
