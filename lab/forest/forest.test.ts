import { expect, test } from 'vitest';
import { connectLdap, LdapConnectionError, LdapResultError, subCodeOf } from '../ldap/client.ts';
import { openForestBench } from './testing.ts';

const ALICE = { sam: 'alice', upn: 'alice@contoso.com', name: 'Alice Golden', password: 'Right-1!' };
const CONFIG = { users: { generate: 0, named: [ALICE] }, lockout: { threshold: 3 } };

test.each(['alice@contoso.com', 'CORP\\alice', 'CN=Alice Golden,OU=Staff,DC=corp,DC=contoso,DC=com'])(
  '%s binds over LDAPS',
  async (name) => {
    await using bench = await openForestBench(CONFIG);
    using client = await bench.connect();
    expect(await client.bind(name, 'Right-1!')).toMatchObject({ code: 0 });
    expect(bench.history.kind('bind.accepted')).toMatchObject([
      { component: 'DC1', data: { name, from: 'AGENT1', account: 'alice' } },
    ]);
  },
);

test('the request id of a bind becomes the correlation id of its event', async () => {
  await using bench = await openForestBench(CONFIG);
  using client = await bench.connect();
  bench.history.alias('request-1', 'signin-1');
  const refused = await client.bind('alice@contoso.com', 'wrong', { requestId: 'request-1' });
  expect(refused.diagnosticMessage).toBe(
    '80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data 52e, v1db1',
  );
  expect(bench.history.of('signin-1')).toMatchObject([{ kind: 'bind.refused', data: { subCode: '52e' } }]);
});

test('bad tries at DC2 reach the PDC emulator, and the lock shows everywhere until it lapses', async () => {
  await using bench = await openForestBench(CONFIG);
  using second = await bench.connect('DC2');
  using first = await bench.connect('DC1');
  const codes = [];
  for (const dc of [second, second, second, first, second]) {
    codes.push(subCodeOf((await dc.bind('alice@contoso.com', 'wrong')).diagnosticMessage)?.toString(16));
  }
  expect(codes).toEqual(['52e', '52e', '52e', '775', '775']);
  const account = await bench.forest.control.account({ user: 'alice' });
  expect(account).toMatchObject({ lockedOut: true, badPwdCount: 3, badPwdCountByDc: { DC1: 3, DC2: 3 } });
  expect(bench.history.kind('account.locked')).toHaveLength(1);
  await bench.clock.advance(30 * 60_000);
  using fresh = await bench.connect('DC1');
  expect((await fresh.bind('alice@contoso.com', 'Right-1!')).code).toBe(0);
  expect(bench.history.kind('account.unlocked')).toMatchObject([{ data: { by: 'sign-in' } }]);
});

test('a stopped domain controller resets its connections and takes no new ones', async () => {
  await using bench = await openForestBench(CONFIG);
  using client = await bench.connect();
  await client.bind('alice@contoso.com', 'Right-1!');
  await bench.forest.control.stopDomainController({ name: 'DC1' });
  await expect(client.bind('alice@contoso.com', 'Right-1!')).rejects.toThrow(LdapConnectionError);
  await expect(bench.connect()).rejects.toThrow(LdapConnectionError);
  await bench.forest.control.startDomainController({ name: 'DC1' });
  using again = await bench.connect();
  expect((await again.bind('alice@contoso.com', 'Right-1!')).code).toBe(0);
});

test('a server whose certificate bears another name is refused', async () => {
  await using bench = await openForestBench();
  const server = { name: 'dc9.corp.contoso.com', host: '127.0.0.1', port: await bench.portOf('DC1/ldaps') };
  await expect(connectLdap({ server, trust: bench.authority.pem })).rejects.toThrow(
    /dc9\.corp\.contoso\.com/,
  );
});

test('an aborted connection attempt ends with the reason given', async () => {
  await using bench = await openForestBench();
  const port = await bench.portOf('DC1/ldaps');
  for (const link of bench.links.all()) link.hold();
  const controller = new AbortController();
  const server = { name: 'dc1.corp.contoso.com', host: '127.0.0.1', port };
  const attempt = connectLdap({ server, trust: bench.authority.pem, signal: controller.signal });
  controller.abort(new Error('enough'));
  await expect(attempt).rejects.toThrow('enough');
});

test('users are read page by page, with binary attributes as they are', async () => {
  await using bench = await openForestBench({ users: { generate: 25 } });
  using client = await bench.connect();
  const { password } = await bench.forest.control.passwordOf({ user: 'svc-connect' });
  await client.bind('svc-connect@corp.contoso.com', password);
  const filter = '(&(objectCategory=person)(userPrincipalName=*@contoso.com))';
  const users = await client.search({ base: bench.forest.base, scope: 'sub', filter, pageSize: 10 });
  expect(new Set(users.map((user) => user.text('sAMAccountName'))).size).toBe(25);
  expect(users[0]?.bytes('objectGUID')).toHaveLength(16);
  expect(bench.history.kind('search.answered').map(({ data }) => data?.['entries'])).toEqual([10, 10, 5]);
});

test('without a bind the root is readable and nothing else', async () => {
  await using bench = await openForestBench();
  using client = await bench.connect();
  const [root] = await client.search({ base: '', scope: 'base', attributes: ['defaultNamingContext'] });
  expect(root?.text('defaultNamingContext')).toBe(bench.forest.base);
  const refused = client.search({ base: bench.forest.base, scope: 'base' });
  await expect(refused).rejects.toThrow(LdapResultError);
  await expect(refused).rejects.toThrow(/000004DC/);
});

test('an idle connection is closed on the lab clock', async () => {
  await using bench = await openForestBench(CONFIG);
  using client = await bench.connect();
  await client.bind('alice@contoso.com', 'Right-1!');
  await bench.clock.advance(901_000);
  await expect(client.bind('alice@contoso.com', 'Right-1!')).rejects.toThrow(LdapConnectionError);
});
