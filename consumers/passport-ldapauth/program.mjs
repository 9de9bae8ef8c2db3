// A web application with passport-ldapauth, configured as its documentation says for Active Directory: people post their
// names and passwords to it.
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

const express = requirePackage('express');
const passport = requirePackage('passport');
const LdapStrategy = requirePackage('passport-ldapauth');
const { base } = domain;
const staff = `OU=Staff,${base}`;
const service = person('svc-connect');

function strategy(name, more) {
  const server = {
    url: domain.ldaps.url,
    bindDN: service.dn,
    bindCredentials: service.password,
    searchBase: base,
    searchFilter: '(sAMAccountName={{username}})',
    tlsOptions: { ca: [trust] },
    ...more,
  };
  passport.use(name, new LdapStrategy({ server }, (user, back) => back(null, user)));
}

strategy('sam', {});
strategy('upn', { searchFilter: '(|(userPrincipalName={{username}})(mail={{username}}))' });
strategy('group', {
  searchFilter: `(&(sAMAccountName={{username}})(memberOf:1.2.840.113556.1.4.1941:=CN=VPN users,${staff}))`,
});
strategy('groups', {
  groupSearchBase: base,
  groupSearchFilter: '(member:1.2.840.113556.1.4.1941:={{dn}})',
  groupSearchAttributes: ['cn'],
});
strategy('plain', { url: domain.ldap.url });
strategy('catalog', {
  url: domain.gcs.url,
  searchBase: '',
  searchFilter: '(userPrincipalName={{username}})',
});
strategy('broken', { bindCredentials: 'wrong' });

const application = express();
application.use(express.json());
application.use(passport.initialize());
application.post('/:strategy', (request, response, next) => {
  passport.authenticate(request.params.strategy, { session: false }, (error, user, info) => {
    if (error)
      return response.status(500).json({ error: `${error.name}: ${error.lde_message ?? error.message}` });
    if (!user) return response.status(401).json(info);
    return response.json(user);
  })(request, response, next);
});
const server = application.listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));

async function signIn(strategy, username, password) {
  const response = await fetch(`http://127.0.0.1:${server.address().port}/${strategy}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  return { status: response.status, body: await response.json() };
}

const [ada, grace, bob] = ['ada', 'grace', 'bob'].map(person);
await check('a user signs in with her sAMAccountName, and is told of', async () => {
  const { status, body } = await signIn('sam', 'ada', ada.password);
  equal([status, body.dn, body.userPrincipalName, body.title], [200, ada.dn, ada.upn, 'Countess']);
});
await check('with her UPN', async () => equal((await signIn('upn', ada.upn, ada.password)).status, 200));
await check('over plain LDAP', async () => equal((await signIn('plain', 'ada', ada.password)).status, 200));
await check('by the global catalog, somebody of the child domain', async () => {
  const edna = person('EMEA\\edna');
  equal((await signIn('catalog', edna.upn, edna.password)).status, 200);
});
await check('somebody whose name needs escaping', async () => {
  equal((await signIn('sam', 'jmueller', person('jmueller').password)).body.sn, 'Müller');
});
await check('only members of a group, of groups in it too', async () => {
  equal((await signIn('group', 'grace', grace.password)).status, 200);
  equal((await signIn('group', 'bob', bob.password)).status, 401);
});
await check('the groups of a user, all of them', async () => {
  const { body } = await signIn('groups', 'grace', grace.password);
  equal(body._groups.map(({ cn }) => cn).sort(), ['Compilers', 'Engineers', 'Everybody', 'VPN users']);
});
for (const [sam, message] of Object.entries({
  disabled: 'Account disabled',
  expired: 'Account expired',
  passexpired: 'Password expired',
  mustchange: 'User must reset password',
  hours: 'Not Permitted to login at this time',
  workstation: 'Not permited to logon at this workstation',
})) {
  await check(`${sam}: "${message}"`, async () => {
    const { status, body } = await signIn('sam', sam, person(sam).password);
    equal([status, body.message], [401, message]);
  });
  await check(`${sam}, a wrong password: "Invalid username/password"`, async () => {
    equal((await signIn('sam', sam, 'wrong')).body.message, 'Invalid username/password');
  });
}
await check('a wrong password, a name that is not there, a name that is a filter', async () => {
  for (const name of ['ada', 'nobody', '*', 'ada)(cn=*']) {
    const { status, body } = await signIn('sam', name, 'wrong');
    equal([status, body.message], [401, 'Invalid username/password']);
  }
});
await check('locked: "User account locked"', async () => {
  for (let n = 0; n < 5; n += 1) equal((await signIn('sam', 'lockme', 'wrong')).status, 401);
  equal((await signIn('sam', 'lockme', person('lockme').password)).body.message, 'User account locked');
});
await check('the service account’s own password is wrong: nobody signs in', async () => {
  const { status } = await signIn('broken', 'ada', ada.password);
  holds(status === 401 || status === 500, `status ${status}`);
});
await check('many at once', async () => {
  const all = await Promise.all(Array.from({ length: 40 }, () => signIn('sam', 'ada', ada.password)));
  equal(new Set(all.map(({ status }) => status)), new Set([200]));
});
done();
