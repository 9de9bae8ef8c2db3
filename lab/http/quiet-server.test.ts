import { once } from 'node:events';
import { connect, TLSSocket } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import { Links } from '../links/links.ts';
import { Authority } from '../pki/authority.ts';
import { NEVER_MS } from './never.ts';
import { quietServer, serviceHost } from './quiet-server.ts';

const links = new Links();
afterEach(() => links[Symbol.asyncDispose]());

test('no timer of the wall ends a request, an idle connection or a handshake', async () => {
  const authority = await Authority.create('CN=Lab CA');
  const server = quietServer(await authority.issueServer(['x.test']));
  expect([server.timeout, server.requestTimeout, server.headersTimeout, server.keepAliveTimeout]).toEqual([
    0, 0, 0, 0,
  ]);
  const host = serviceHost(server);
  const shaking = once(server, 'keylog');
  const { address } = await links.open('AGENT1', host.service('x/https'));
  const client = connect({ ...address, servername: 'x.test', ca: authority.pem });
  const [, socket]: unknown[] = await shaking;
  expect(socket instanceof TLSSocket && socket.timeout).toBe(NEVER_MS);
  await once(client, 'secureConnect');
  const closed = once(client, 'close');
  host.drop();
  await closed;
});
