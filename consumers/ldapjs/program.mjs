// The client of ldapjs as its documentation uses it, with Active Directory. Its version 3 keeps the text of an answer to
// itself: what was refused is seen by the name of the error.
import {
  called,
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

const ldap = requirePackage('ldapjs');
const { base } = domain;
const staff = `OU=Staff,${base}`;
const [administrator, ada, bob, grace] = ['Administrator', 'ada', 'bob', 'grace'].map(person);
const tlsOptions = { ca: [trust] };
const EVERYBODY = '(&(objectCategory=person)(objectClass=user))';

function open(url = domain.ldaps.url) {
  const client = ldap.createClient({ url, tlsOptions });
  client.on('error', () => undefined);
  return client;
}

async function connect(who = administrator, name = who.dn, url = domain.ldaps.url) {
  const client = open(url);
  await called((back) => client.bind(name, who.password, back));
  return client;
}

function search(client, at, options) {
  return called((back) => {
    client.search(at, { scope: 'sub', ...options }, (error, found) => {
      if (error) return back(error);
      const [entries, references] = [[], []];
      found.on('searchEntry', (entry) => entries.push(entry));
      found.on('searchReference', ({ uris }) => references.push(...uris));
      found.on('error', (problem) => back(problem));
      found.on('end', () => back(null, { entries, references }));
    });
  });
}

const client = await connect();
const textOf = (entry, name) => entry.pojo.attributes.find(({ type }) => type === name)?.values ?? [];
const names = async (filter, at = base) => {
  const { entries } = await search(client, at, { filter, attributes: ['sAMAccountName'] });
  return entries.flatMap((each) => textOf(each, 'sAMAccountName')).sort();
};
const change = (operation, type, values) =>
  new ldap.Change({ operation, modification: new ldap.Attribute({ type, values }) });
const password = (operation, text) => {
  const attribute = new ldap.Attribute({ type: 'unicodePwd' });
  attribute.addValue(Buffer.from(`"${text}"`, 'utf16le'));
  return new ldap.Change({ operation, modification: attribute });
};
const modify = (as, dn, changes) => called((back) => as.modify(dn, changes, back));

for (const [form, name] of [
  ['DN', ada.dn],
  ['UPN', ada.upn],
  ['DOMAIN\\user', `${domain.netbios}\\ada`],
]) {
  await check(`bind with ${form}, and who am I`, async () => {
    const session = await connect(ada, name);
    const value = await called((back) => session.exop('1.3.6.1.4.1.4203.1.11.3', back));
    equal(String(value), `u:${domain.netbios}\\ada`);
    session.unbind();
  });
}
await check('StartTLS, then bind', async () => {
  const session = open(domain.ldap.url);
  await called((back) => session.starttls({ ...tlsOptions }, null, back));
  await called((back) => session.bind(ada.upn, ada.password, back));
  session.unbind();
});
for (const sam of ['disabled', 'expired', 'passexpired', 'mustchange', 'hours', 'workstation']) {
  await check(`${sam} does not bind`, () => fails('InvalidCredentials', () => connect(person(sam))));
}
await check('a wrong password, and locked after the fifth', async () => {
  const leo = person('lockme');
  for (let n = 0; n < 5; n += 1)
    await fails('InvalidCredentials', () => connect({ ...leo, password: 'wrong' }));
  await fails('InvalidCredentials', () => connect(leo));
});
await check('more than a thousand at once', () =>
  fails('SizeLimitExceeded', () => search(client, base, { filter: EVERYBODY })),
);
await check('pages', async () => {
  const { entries } = await search(client, base, {
    filter: EVERYBODY,
    paged: { pageSize: 750 },
    attributes: ['cn'],
  });
  holds(entries.length > 3000, `found ${entries.length}`);
});
await check('a page at a time, paused between', async () => {
  const pages = await called((back) => {
    const options = {
      scope: 'sub',
      filter: EVERYBODY,
      attributes: ['cn'],
      paged: { pageSize: 1000, pagePause: true },
    };
    client.search(base, options, (error, found) => {
      if (error) return back(error);
      let count = 0;
      found.on('page', (_result, next) => {
        count += 1;
        next?.();
      });
      found.on('error', back);
      found.on('end', () => back(null, count));
    });
  });
  holds(pages >= 4, `${pages} pages`);
});
await check('sorted by the server', async () => {
  const control = new ldap.ServerSideSortingRequestControl({
    value: { attributeType: 'sAMAccountName', reverseOrder: true },
  });
  const { entries } = await called((back) => {
    client.search(base, { scope: 'sub', filter: '(department=Engines)' }, [control], (error, found) => {
      if (error) return back(error);
      const entries = [];
      found.on('searchEntry', (entry) => entries.push(entry));
      found.on('error', back);
      found.on('end', () => back(null, { entries }));
    });
  });
  equal(
    entries.flatMap((each) => textOf(each, 'sAMAccountName')),
    ['grace', 'ada'],
  );
});
await check('groups in groups; names that need escaping', async () => {
  const filter = new ldap.ExtensibleFilter({
    rule: '1.2.840.113556.1.4.1941',
    matchType: 'member',
    value: grace.dn,
  });
  equal(await names(filter), ['Compilers', 'Engineers', 'Everybody', 'VPN users']);
  const odd = new ldap.EqualityFilter({ attribute: 'cn', value: 'Müller, Jürgen (Ext) + "Q" <ß>; #1 \\ *' });
  equal(await names(odd), ['jmueller']);
});
await check('references to other domains and contexts', async () => {
  const { references } = await search(client, base, { filter: '(sAMAccountName=ada)' });
  holds(references.includes(`ldap://emea.${domain.dns}/DC=emea,${base}`), references.join(' '));
});
await check('global catalog', async () => {
  const catalog = await connect(administrator, administrator.dn, domain.gcs.url);
  const { entries } = await search(catalog, '', { filter: '(sAMAccountName=edna)' });
  equal(
    entries.map(({ pojo }) => pojo.objectName),
    [person('EMEA\\edna').dn],
  );
  catalog.unbind();
});
await check('add, modify, compare, rename, delete', async () => {
  const [dn, moved] = [`CN=Wirth\\, Niklaus,${staff}`, `CN=Niklaus,OU=Services,${base}`];
  await called((back) => client.add(dn, { objectClass: ['user'], sAMAccountName: 'nik' }, back));
  await modify(client, dn, [change('replace', 'sn', ['Wirth']), change('add', 'otherTelephone', ['1', '2'])]);
  await modify(client, dn, change('delete', 'otherTelephone', ['1']));
  equal(await called((back) => client.compare(dn, 'otherTelephone', '2', back)), true);
  equal(await called((back) => client.compare(dn, 'sn', 'x', back)), false);
  await called((back) => client.modifyDN(dn, moved, back));
  await called((back) => client.del(moved, back));
  await fails('NoSuchObject', () => called((back) => client.del(moved, back)));
});
await check('a password is reset, and changed by its owner', async () => {
  await modify(client, bob.dn, password('replace', 'First-Passw0rd'));
  const own = await connect({ ...bob, password: 'First-Passw0rd' });
  await modify(own, bob.dn, [password('delete', 'First-Passw0rd'), password('add', 'Second-Passw0rd')]);
  const wrong = [password('delete', 'wrong'), password('add', 'Third-Passw0rd')];
  await fails('ConstraintViolation', () => modify(own, bob.dn, wrong));
  own.unbind();
});
await check('nobody may search, and a user may not write to another', async () => {
  const nobody = open();
  await fails('OperationsError', () => search(nobody, base, { filter: '(cn=x)' }));
  nobody.unbind();
  const own = await connect(ada);
  await fails('InsufficientAccessRights', () => modify(own, grace.dn, change('replace', 'title', ['X'])));
  own.unbind();
});
done();
