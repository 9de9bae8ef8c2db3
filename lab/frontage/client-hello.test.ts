import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { connect, type ConnectionOptions } from 'node:tls';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readServerName } from './client-hello.ts';

/** What Node's TLS client says first. */
async function helloOf(options: ConnectionOptions): Promise<Buffer> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const arrived = once(server, 'connection');
  const { port } = server.address() as AddressInfo;
  const client = connect({ ...options, host: '127.0.0.1', port }).on('error', () => undefined);
  const [socket] = await arrived;
  const [bytes] = await once(socket, 'data');
  client.destroy();
  socket.destroy();
  server.close();
  return bytes;
}

/** The same handshake in records of `size` bytes. */
function inRecords(hello: Buffer, size: number): Buffer {
  const handshake = hello.subarray(5);
  const records: Buffer[] = [];
  for (let at = 0; at < handshake.length; at += size) {
    const part = handshake.subarray(at, at + size);
    records.push(Buffer.from([22, 3, 1, part.length >> 8, part.length & 255]), part);
  }
  return Buffer.concat(records);
}

test.each([{}, { maxVersion: 'TLSv1.2' }, { ALPNProtocols: ['h2', 'http/1.1'] }] as const)(
  'the name is read from a real ClientHello, as soon as it is whole: %j',
  async (options) => {
    const hello = await helloOf({ ...options, servername: 'Login.MicrosoftOnline.com' });
    expect(readServerName(hello)).toEqual({ serverName: 'login.microsoftonline.com' });
    for (let length = 0; length < hello.length; length += 7) {
      expect(readServerName(hello.subarray(0, length))).toBe('more');
    }
  },
);

test('a ClientHello may come in several records', async () => {
  const hello = await helloOf({ servername: 'a.test' });
  const split = inRecords(hello, 50);
  expect(readServerName(split)).toEqual({ serverName: 'a.test' });
  expect(readServerName(split.subarray(0, 60))).toBe('more');
});

test('a client may ask for no name', async () => {
  expect(readServerName(await helloOf({}))).toEqual({ serverName: undefined });
});

test.each([
  ['HTTP', Buffer.from('GET / HTTP/1.1\r\n')],
  ['another record', Buffer.from([21, 3, 1, 0, 2, 2, 40])],
  ['another handshake message', Buffer.from([22, 3, 1, 0, 4, 2, 0, 0, 0])],
  ['an empty record', Buffer.from([22, 3, 1, 0, 0])],
])('%s is no ClientHello', (_what, bytes) => {
  expect(readServerName(bytes)).toEqual({ serverName: undefined });
});

test('whatever the bytes, an answer comes, and a name is a host name', async () => {
  const hello = await helloOf({ servername: 'a.test' });
  const spoilt = fc
    .array(fc.tuple(fc.nat(hello.length - 1), fc.nat(255)), { maxLength: 8 })
    .map((changes) =>
      changes.reduce((bytes, [at, value]) => bytes.fill(value, at, at + 1), Buffer.from(hello)),
    );
  const any = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(
      fc.oneof(
        any,
        spoilt,
        any.map((bytes) => inRecords(Buffer.concat([hello.subarray(0, 9), bytes]), 40)),
      ),
      (bytes) => {
        const said = readServerName(bytes);
        if (said !== 'more' && said.serverName !== undefined)
          expect(said.serverName).toMatch(/^[a-z0-9_.-]+$/);
      },
    ),
    { numRuns: 1_000 },
  );
});
