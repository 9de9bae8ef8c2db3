import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { wallClock } from '../clock/wall-clock.ts';
import { History } from '../history/history.ts';
import type { ListeningLink } from '../links/link.ts';
import { Links } from '../links/links.ts';
import type { Service } from '../links/service.ts';
import { egressConfig, startEgress, type StartedEgress } from './index.ts';

let echoEnded: () => void = () => undefined;

/** Says what it got, back; half-closes when the peer does. */
const echo: Service = {
  name: 'cloud/echo',
  accept: (socket) => {
    socket.allowHalfOpen = true;
    socket.pipe(socket);
    socket.once('error', () => socket.destroy());
    socket.once('close', () => echoEnded());
  },
};
const web = createServer((request, response) => {
  response.end(
    `${request.method} ${request.url} ${request.headers.host} ${request.headers['proxy-connection'] ?? 'clean'}`,
  );
});
const plain: Service = { name: 'cloud/plain', accept: (socket) => void web.emit('connection', socket) };

let links: Links;
let history: History;
let egress: StartedEgress;
let agent1: ListeningLink;

beforeEach(async () => {
  links = new Links();
  history = new History({ now: () => 0 });
  const [toEcho, toWeb] = await Promise.all([links.open('EGRESS', echo), links.open('EGRESS', plain)]);
  const config = egressConfig.parse({ allow: ['*.test', 'crl.test:80', 'away.test'], deny: ['secret.test'] });
  egress = await startEgress(config, { history, clock: wallClock('EGRESS') }, (name, port) => {
    if (name === 'away.test') return { host: '127.0.0.1', port: 1 };
    if (name === 'nowhere.test') return undefined;
    return port === 443 ? toEcho.address : toWeb.address;
  });
  agent1 = await links.open('AGENT1', egress.proxy);
});

afterEach(async () => {
  await egress.stop();
  await links[Symbol.asyncDispose]();
});

async function call(text: string, link = agent1): Promise<Socket> {
  const socket = connect({ ...link.address, allowHalfOpen: true });
  socket.on('error', () => socket.destroy());
  socket.write(text);
  await once(socket, 'connect');
  return socket;
}

async function read(socket: Socket): Promise<string> {
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return text;
}

const CONNECT = 'CONNECT a.test:443 HTTP/1.1\r\nHost: a.test:443\r\n\r\n';

test('a tunnel carries what was sent right behind the request, and half-closes', async () => {
  const socket = await call(`${CONNECT}hello`);
  socket.end(' there');
  expect(await read(socket)).toBe('HTTP/1.1 200 Connection Established\r\n\r\nhello there');
  const [event] = history.kind('tunnel.opened');
  expect(event).toMatchObject({ component: 'EGRESS', data: { from: 'AGENT1', host: 'a.test', port: 443 } });
  expect(await egress.control.status({})).toMatchObject({ opened: 1, refused: 0 });
});

test.each([
  ['nowhere.test:443', 403, 'nothingThere'],
  ['example.com:443', 403, 'notAllowed'],
  ['secret.test:443', 403, 'denied'],
  ['a.test:8443', 403, 'portNotServed'],
  ['away.test:443', 502, 'unreachable'],
  ['a.test', 400, 'badTarget'],
])('a tunnel to %s is refused with %i: %s', async (target, status, reason) => {
  const text = await read(await call(`CONNECT ${target} HTTP/1.1\r\nHost: x\r\n\r\n`));
  expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} [^]*EGRESS does not let AGENT1 call `));
  expect(await egress.control.refused({})).toMatchObject([{ from: 'AGENT1', reason }]);
  expect(history.kind('tunnel.refused')).toHaveLength(1);
});

test('a plain request in absolute form is forwarded without what was for the proxy alone', async () => {
  const socket = await call(
    'GET http://crl.test/list.crl HTTP/1.1\r\nHost: crl.test\r\nProxy-Connection: keep-alive\r\nConnection: close\r\n\r\n',
  );
  expect(await read(socket)).toContain('GET /list.crl crl.test:80 clean');
  expect(history.kind('request.forwarded')).toMatchObject([
    { data: { host: 'crl.test', port: 80, status: 200 } },
  ]);
});

test.each(['http://a.test:81/', 'https://a.test/', '/path', 'http://example.com/'])(
  'a plain request for %s is refused',
  async (url) => {
    const text = await read(await call(`GET ${url} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`));
    expect(text).toMatch(/^HTTP\/1.1 40[03] /);
  },
);

test('blocking a host resets its tunnels and refuses new ones, and nobody else is touched', async () => {
  const agent2 = await links.open('AGENT2', egress.proxy);
  const [mine, other] = [await call(CONNECT), await call(CONNECT, agent2)];
  await Promise.all([once(mine, 'data'), once(other, 'data')]);
  const closed = new Promise((resolve) => mine.once('close', resolve));
  await egress.control.block({ from: 'AGENT1' });
  await closed;
  expect(await read(await call(CONNECT))).toContain('403 Forbidden');
  other.end('still');
  expect(await read(other)).toBe('still');
  await egress.control.unblock({ from: 'AGENT1' });
  const again = await call(CONNECT);
  expect(String((await once(again, 'data'))[0])).toContain('200');
  again.destroy();
});

test('a caller that goes away takes its tunnel with it', async () => {
  const socket = await call(CONNECT);
  await once(socket, 'data');
  const ended = new Promise<void>((resolve) => (echoEnded = resolve));
  socket.resetAndDestroy();
  await ended;
  expect(await egress.control.status({})).toMatchObject({ opened: 1, tunnels: [] });
});

test('headers beyond the limit end the connection', async () => {
  const socket = await call(`CONNECT a.test:443 HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`);
  expect(await read(socket)).toMatch(/^(HTTP\/1.1 4|$)/);
  expect(await egress.control.status({})).toMatchObject({ opened: 0 });
});

test('whatever the bytes, the proxy goes on serving', async () => {
  const line = fc.constantFrom(
    'CONNECT a.test:443',
    'GET http://a.test/',
    'POST',
    '\0',
    'HTTP/1.1',
    '\r\n',
    ':',
    ' ',
  );
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.array(line).map((parts) => Buffer.from(parts.join(' '))),
  );
  await fc.assert(
    fc.asyncProperty(bytes, async (sent) => {
      const socket = await call('');
      socket.end(Buffer.from(sent));
      await read(socket).catch(() => '');
    }),
    { numRuns: 60 },
  );
  const socket = await call(CONNECT);
  expect(String((await once(socket, 'data'))[0])).toContain('200');
  socket.destroy();
});
