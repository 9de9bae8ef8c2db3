import { once } from 'node:events';
import { createServer as createTcpServer } from 'node:net';
import { connect as connectTls, createServer as createTlsServer } from 'node:tls';
import { expect, test } from 'vitest';
import { wallClock } from '../clock/wall-clock.ts';
import { listenOn, stopListening } from '../links/listen-on.ts';
import { Authority } from '../pki/authority.ts';
import { RealNamesError } from './errors.ts';
import { startRealNames } from './real-names.ts';

const clock = wallClock('test');

test('a name asked for over TLS is carried to its place, with its own certificate', async () => {
  const authority = await Authority.create('CN=Lab CA');
  const servers = await Promise.all(
    ['login.example.test', 'graph.example.test'].map(async (name) => {
      const server = createTlsServer(await authority.issueServer([name]), (socket) => socket.end(name));
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const bound = server.address();
      if (bound === null || typeof bound === 'string') throw new Error('no port');
      return { name, server, port: bound.port };
    }),
  );
  const free = await listenOn('127.0.0.1', () => undefined);
  await stopListening(free.server);
  const names = Object.fromEntries(
    servers.map(({ name, port }) => [`${name}:443`, { host: '127.0.0.1', port }] as const),
  );
  const isRoot = process.getuid?.() === 0;
  if (!isRoot) {
    await expect(startRealNames({ address: '127.77.0.9', names, clock })).rejects.toThrow(RealNamesError);
  } else {
    await using real = await startRealNames({ address: '127.77.0.9', names, clock });
    expect(real.names).toEqual(['login.example.test', 'graph.example.test']);
    for (const { name } of servers) {
      const socket = connectTls({ host: '127.77.0.9', port: 443, servername: name, ca: authority.pem });
      const [said] = (await once(socket, 'data')) as [Buffer];
      expect(said.toString()).toBe(name);
      socket.destroy();
    }
  }
  for (const { server } of servers) server.close();
});

test.each([
  ['0.0.0.0', /no loopback address/],
  ['192.168.1.1', /no loopback address/],
  ['::1', /no loopback address/],
])('%s is refused', async (address, message) => {
  await expect(startRealNames({ address, names: {}, clock })).rejects.toThrow(message);
});

test('an address that somebody else listens on is said to be taken', async () => {
  const other = createTcpServer().listen(0, '127.77.0.8');
  await once(other, 'listening');
  const bound = other.address();
  const port = bound === null || typeof bound === 'string' ? 0 : bound.port;
  const names = { [`login.example.test:${port}`]: { host: '127.0.0.1', port: 1 } };
  await expect(startRealNames({ address: '127.77.0.8', names, clock })).rejects.toThrow(
    /another program listens/,
  );
  other.close();
});
