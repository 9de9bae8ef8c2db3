import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { subCodeOf } from '../ldap/client.ts';
import { openForestBench } from './testing.ts';

const ALICE = { sam: 'alice', upn: 'alice@contoso.com', password: 'Right-1!' };
const hang = readFileSync(new URL('../ldap/corpus/ldapjs-hang-packet.hex', import.meta.url), 'utf8').trim();

test.each(['ldap', 'ldaps'])('garbage at %s ends one connection and nothing else', async (service) => {
  await using bench = await openForestBench({ users: { generate: 0, named: [ALICE] } });
  const socket = connect(await bench.portOf(`DC1/${service}`), '127.0.0.1');
  const closed = once(socket, 'close');
  socket.on('error', () => socket.destroy()).resume();
  socket.end(Buffer.from(hang, 'hex'));
  await closed;
  using client = await bench.connect();
  expect((await client.bind('alice@contoso.com', 'Right-1!')).code).toBe(0);
});

test('twenty wrong binds at once at threshold 5 are five bad passwords and fifteen locks', async () => {
  await using bench = await openForestBench({
    users: { generate: 0, named: [ALICE] },
    lockout: { threshold: 5 },
  });
  const clients = await Promise.all(Array.from({ length: 20 }, () => bench.connect()));
  const outcomes = await Promise.all(clients.map((client) => client.bind('alice@contoso.com', 'wrong')));
  const codes = outcomes.map(({ diagnosticMessage }) => subCodeOf(diagnosticMessage)).sort();
  expect(codes).toEqual([...Array<number>(5).fill(0x52e), ...Array<number>(15).fill(0x775)]);
  for (const client of clients) client.close();
});

test('an empty password binds nobody', async () => {
  await using bench = await openForestBench({ users: { generate: 0, named: [ALICE] } });
  using client = await bench.connect();
  expect((await client.bind('alice@contoso.com', '')).code).toBe(0);
  await expect(client.search({ base: bench.forest.base, scope: 'base' })).rejects.toThrow(/000004DC/);
  expect(await bench.forest.control.account({ user: 'alice' })).toMatchObject({
    badPwdCount: 0,
    lastLogon: null,
  });
});

test('a failed rebind leaves the connection anonymous', async () => {
  await using bench = await openForestBench({ users: { generate: 0, named: [ALICE] } });
  using client = await bench.connect();
  await client.bind('alice@contoso.com', 'Right-1!');
  await client.bind('alice@contoso.com', 'wrong');
  await expect(client.search({ base: bench.forest.base, scope: 'base' })).rejects.toThrow(/000004DC/);
});
