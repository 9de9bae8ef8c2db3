import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { wallClock } from '../clock/wall-clock.ts';
import {
  connectLdap,
  LdapConnectionError,
  LdapProtocolError,
  LdapResultError,
  type LdapClient,
} from './client.ts';
import { searchRequest } from './client-messages.ts';
import { serveLdap } from './connection.ts';
import type { LdapHandler } from './handler.ts';
import { Oid } from './oids.ts';
import type { Change } from './requests.ts';
import { everybody } from './testing.ts';

let server: Server;
let client: LdapClient;
let handler: LdapHandler;
/** What becomes of the next connection. */
let accept: (socket: Socket) => void;
const sockets = new Set<Socket>();

beforeEach(async () => {
  handler = everybody;
  accept = (socket) =>
    void serveLdap(socket, handler, { clock: wallClock('DC1'), onDefect: () => expect.unreachable() });
  server = createServer((socket) => {
    sockets.add(socket);
    accept(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  client.close();
  for (const socket of sockets) socket.destroy();
  server.close();
});

async function open(signal?: AbortSignal): Promise<LdapClient> {
  const { port } = server.address() as AddressInfo;
  const address = { name: 'dc1.test', host: '127.0.0.1', port };
  client = await connectLdap({ server: address, trust: [], security: 'none', signal });
  return client;
}

test('changes arrive as they were made', async () => {
  const seen: Change[] = [];
  handler = {
    ...everybody,
    modify: ({ changes }) => {
      seen.push(...changes);
      return { code: 0 };
    },
  };
  await open();
  const value = Buffer.from([0, 255]);
  await client.modify('CN=a', [
    { kind: 'delete', type: 'sn', values: [] },
    { kind: 'add', type: 'photo', values: [value] },
  ]);
  expect(seen).toEqual([
    { kind: 'delete', type: 'sn', values: [] },
    { kind: 'add', type: 'photo', values: [value] },
  ]);
});

test('a refused search tells what was found before', async () => {
  const entries = [{ dn: 'CN=a', attributes: [] }, { references: ['ldap://elsewhere/'] }];
  handler = { ...everybody, search: () => ({ entries, result: { code: 4, diagnosticMessage: 'enough' } }) };
  await open();
  const outcome = await client.searchOutcome({ base: '', scope: 'sub' });
  expect(outcome).toMatchObject({ code: 4, references: [['ldap://elsewhere/']] });
  expect(outcome.entries.map(({ dn }) => dn)).toEqual(['CN=a']);
  await expect(client.search({ base: '', scope: 'sub' })).rejects.toThrow(LdapResultError);
});

test('referrals, names and values of an answer are told', async () => {
  const referrals = ['ldap://corp/DC=corp'];
  handler = {
    ...everybody,
    delete: () => ({ code: 10, matchedDn: 'DC=lab', referrals }),
    extended: () => ({ code: 0, oid: Oid.whoAmI, value: Buffer.from('u:a') }),
    bind: () => ({ code: 14, serverCredentials: Buffer.from('challenge') }),
  };
  await open();
  expect(await client.delete('CN=a')).toMatchObject({ code: 10, matchedDn: 'DC=lab', referrals });
  expect(await client.extended(Oid.whoAmI)).toMatchObject({ oid: Oid.whoAmI, value: Buffer.from('u:a') });
  expect((await client.bindSasl('GSS-SPNEGO')).value?.toString()).toBe('challenge');
});

test('a connection that the server ends fails what is under way and what comes after', async () => {
  accept = (socket) => socket.once('data', () => socket.destroy());
  await open();
  await expect(client.bind('x', 'x')).rejects.toThrow(LdapConnectionError);
  await expect(client.bind('x', 'x')).rejects.toThrow(LdapConnectionError);
  expect(client.failure).toBeInstanceOf(LdapConnectionError);
});

test('a server that talks nonsense is left', async () => {
  accept = (socket) => socket.once('data', () => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'));
  await open();
  await expect(client.bind('x', 'x')).rejects.toThrow(LdapProtocolError);
});

test('an aborted signal ends the connection with its reason', async () => {
  accept = () => undefined;
  const controller = new AbortController();
  await open(controller.signal);
  const bind = client.bind('x', 'x');
  const enough = new Error('enough');
  controller.abort(enough);
  await expect(bind).rejects.toBe(enough);
});

test('a search walks no further for a caller that has ended its side', async () => {
  const [walking, left] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  handler = {
    ...everybody,
    *search() {
      walking.resolve('walking');
      try {
        for (;;) yield undefined;
      } finally {
        left.resolve('left');
      }
    },
  };
  await open();
  const { port } = server.address() as AddressInfo;
  const caller = connect(port, '127.0.0.1');
  caller.write(
    searchRequest(1, { base: '', scope: 'sub', filter: '(a=*)', attributes: [], sizeLimit: 0 }, []),
  );
  await walking.promise;
  caller.end();
  expect(await left.promise).toBe('left');
});
