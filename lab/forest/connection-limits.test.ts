import { expect, test } from 'vitest';
import { connectLdap, LdapConnectionError } from '../ldap/client.ts';
import { openForestBench } from './testing.ts';

const ROOT = { base: '', scope: 'base' as const, filter: '(objectClass=*)', attributes: ['dnsHostName'] };

test('one connection more than maxConnections drops the oldest', async () => {
  await using bench = await openForestBench({ ldapPolicies: { maxConnections: 2 } });
  using oldest = await bench.connect();
  using second = await bench.connect();
  using third = await bench.connect();
  await expect(oldest.search(ROOT)).rejects.toThrow(LdapConnectionError);
  expect(await second.search(ROOT)).toHaveLength(1);
  expect(await third.search(ROOT)).toHaveLength(1);
});

test('each forest has LDAP policies of its own, which hold at its domain controllers alone', async () => {
  await using bench = await openForestBench({
    forests: [{ domain: 'fabrikam.local', ldapPolicies: { maxConnectionsPerHost: 1 } }],
  });
  const connectThere = async () => {
    const server = { host: '127.0.0.1', port: await bench.portOf('FABRIKAM-DC1/ldaps') };
    const name = 'fabrikam-dc1.fabrikam.local';
    return connectLdap({ server: { name, ...server }, trust: bench.authority.pem });
  };
  using here = await bench.connect();
  using hereToo = await bench.connect();
  using there = await connectThere();
  await expect(connectThere()).rejects.toThrow(LdapConnectionError);
  for (const client of [here, hereToo, there]) expect(await client.search(ROOT)).toHaveLength(1);
});
