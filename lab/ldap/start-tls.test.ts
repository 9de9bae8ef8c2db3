import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wallClock } from '../clock/wall-clock.ts';
import { Authority } from '../pki/authority.ts';
import { connectLdap, LdapConnectionError, type LdapClient } from './client.ts';
import { bindRequest, extended } from './client-messages.ts';
import { serveLdap } from './connection.ts';
import { encodeMessage } from './encoding.ts';
import type { LdapHandler } from './handler.ts';
import { Oid } from './oids.ts';
import { Line, everybody } from './testing.ts';

let authority: Authority;
let server: Server;
let secured: number;
const sockets = new Set<Socket>();

beforeAll(async () => {
  authority = await Authority.create('CN=Lab CA');
  const secureContext = createSecureContext(await authority.issueServer(['dc1.test']));
  secured = 0;
  server = createServer((socket) => {
    sockets.add(socket);
    void serveLdap(socket, new Rememberer(), {
      clock: wallClock('DC1'),
      startTls: () => new TLSSocket(socket, { isServer: true, secureContext }),
      onDefect: (error) => expect.unreachable(String(error)),
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

/** Remembers who bound, for who am I. */
class Rememberer implements LdapHandler {
  readonly authenticated = true;
  readonly search = everybody.search;
  readonly add = everybody.add;
  readonly modify = everybody.modify;
  readonly modifyDn = everybody.modifyDn;
  readonly delete = everybody.delete;
  readonly compare = everybody.compare;
  #who = '';

  bind({ name }: { name: string }): { code: number } {
    this.#who = name;
    return { code: 0 };
  }

  extended(): { code: number; value: string } {
    return { code: 0, value: this.#who };
  }

  secured(): void {
    secured++;
  }
}

const port = (): number => (server.address() as AddressInfo).port;

function open(security: 'none' | 'startTls', name = 'dc1.test'): Promise<LdapClient> {
  return connectLdap({ server: { name, host: '127.0.0.1', port: port() }, trust: authority.pem, security });
}

test('StartTLS keeps who is bound, and is not to be had twice', async () => {
  using client = await open('none');
  await client.bind('alice', 'x');
  const before = secured;
  expect(await client.startTls(authority.pem)).toMatchObject({ code: 0, oid: Oid.startTls });
  expect(secured).toBe(before + 1);
  expect((await client.extended(Oid.whoAmI)).value?.toString()).toBe('alice');
  expect(await client.extended(Oid.startTls)).toMatchObject({
    code: 1,
    diagnosticMessage: expect.stringContaining('TLS or SSL already in effect'),
  });
  expect(await client.search({ base: '', scope: 'base' })).toHaveLength(1);
});

test('a client that asks for it gets TLS before anything else', async () => {
  using client = await open('startTls');
  expect((await client.bind('alice', 'x')).code).toBe(0);
});

test('a certificate of another name ends it', async () => {
  await expect(open('startTls', 'dc2.test')).rejects.toThrow(LdapConnectionError);
});

test('without a certificate it is unavailable, and the connection goes on in clear', async () => {
  const line = new Line(everybody).listen();
  line.send(encodeMessage(1, extended(Oid.startTls)), bindRequest(2, 'x', 'x', []));
  expect(await line.answers(2)).toEqual(['1:78:52', '2:61:0']);
});

test('not while requests are outstanding', async () => {
  const handler = { ...everybody, bind: () => new Promise<never>(() => undefined) };
  const line = new Line(handler, { startTls: (stream) => stream }).listen();
  line.send(bindRequest(1, 'x', 'x', []), encodeMessage(2, extended(Oid.startTls)));
  expect(await line.answers(1)).toEqual(['2:78:1']);
});

test('what is slipped in behind the request in clear is not taken for what comes under TLS', async () => {
  const line = new Line(everybody, { startTls: (stream) => stream }).listen();
  line.send(encodeMessage(1, extended(Oid.startTls)), bindRequest(2, 'eve', 'x', []));
  expect(await line.rest()).toEqual(['1:78:0', '0:78:2']);
});

test('garbage instead of a handshake ends the connection', async () => {
  const socket = connect(port(), '127.0.0.1');
  const closed = once(socket, 'close');
  socket.write(encodeMessage(1, extended(Oid.startTls)));
  await once(socket, 'data');
  socket.on('error', () => undefined).resume();
  socket.write(bindRequest(2, 'x', 'x', []));
  await closed;
});
