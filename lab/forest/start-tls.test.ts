import { expect, test } from 'vitest';
import { connectLdap, type LdapClient } from '../ldap/client.ts';
import { openForestBench, type ForestBench } from './testing.ts';

const ALICE = { sam: 'alice', upn: 'alice@contoso.com', password: 'Right-1!' };
const USERS = { users: { generate: 0, named: [ALICE] } };

async function open(bench: ForestBench, security: 'none' | 'startTls' | 'tls'): Promise<LdapClient> {
  const port = await bench.portOf(security === 'tls' ? 'DC1/ldaps' : 'DC1/ldap');
  const server = { name: 'dc1.corp.contoso.com', host: '127.0.0.1', port };
  return connectLdap({ server, trust: bench.authority.pem, security });
}

test('StartTLS on the port of plain LDAP keeps who is bound', async () => {
  await using bench = await openForestBench(USERS);
  using client = await open(bench, 'none');
  await client.bind('alice@contoso.com', 'Right-1!');
  expect((await client.startTls(bench.authority.pem)).code).toBe(0);
  expect(await client.search({ base: bench.forest.base, scope: 'base' })).toHaveLength(1);
  expect((await client.bind('alice@contoso.com', 'wrong')).code).toBe(49);
});

test('StartTLS on LDAPS is answered as by Windows', async () => {
  await using bench = await openForestBench(USERS);
  using client = await open(bench, 'tls');
  const { code, diagnosticMessage } = await client.startTls(bench.authority.pem);
  expect([code, diagnosticMessage]).toEqual([1, expect.stringContaining('TLS or SSL already in effect')]);
  expect((await client.bind('alice@contoso.com', 'Right-1!')).code).toBe(0);
});

test('a connection under StartTLS leaves nothing behind', async () => {
  await using bench = await openForestBench(USERS);
  const client = await open(bench, 'startTls');
  const connections = async (): Promise<number[]> => {
    await bench.clock.advance(10_000);
    const { domainControllers } = await bench.forest.control.status({});
    const links = bench.links.all().map((link) => link.connections);
    return [domainControllers[0]?.connections ?? -1, ...links];
  };
  expect(await connections()).toEqual([1, 1]);
  client.close();
  expect(await connections()).toEqual([0, 0]);
});

test('a domain controller that stops takes the connections under StartTLS with it', async () => {
  await using bench = await openForestBench(USERS);
  using client = await open(bench, 'startTls');
  await bench.forest.control.stopDomainController({ name: 'DC1' });
  await expect(client.bind('alice@contoso.com', 'Right-1!')).rejects.toThrow(/no LDAP conversation/);
});
