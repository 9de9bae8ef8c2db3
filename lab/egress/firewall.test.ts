import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, createServer as createTls } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LabClock } from '../clock/lab-clock.ts';
import { Callers } from '../frontage/callers.ts';
import { History } from '../history/history.ts';
import { Links } from '../links/links.ts';
import type { Service } from '../links/service.ts';
import { Authority } from '../pki/authority.ts';
import { egressConfig, startEgress, type StartedEgress, type StartedFirewall } from './index.ts';

const authority = await Authority.create('CN=Lab');
const tls = createTls(await authority.issueServer(['*.test']), (socket) => socket.pipe(socket));
tls.on('tlsClientError', () => undefined);
const web = createServer((request, response) => response.end(`${request.method} ${request.url}`));
const cloud: Service = { name: 'cloud/tls', accept: (socket) => void tls.emit('connection', socket) };
const plain: Service = { name: 'cloud/plain', accept: (socket) => void web.emit('connection', socket) };

const OWN = '10.9.8.7';
let stack: AsyncDisposableStack;
let lab: LabClock;
let history: History;
let callers: Callers;
let egress: StartedEgress;
let firewall: StartedFirewall;

beforeEach(() => raise());
afterEach(() => stack.disposeAsync());

async function raise(dns: object = {}): Promise<void> {
  stack = new AsyncDisposableStack();
  lab = new LabClock({ epoch: 0, mode: 'frozen' });
  history = new History({ now: () => lab.now() });
  const links = stack.use(new Links());
  const [toTls, toWeb] = await Promise.all([links.open('EGRESS', cloud), links.open('EGRESS', plain)]);
  const allow = ['*.open.test', 'crl.test:80', 'status.test:8080', 'away.open.test'];
  const config = egressConfig.parse({ mode: 'firewall', allow, deny: ['secret.open.test'], dns });
  egress = await startEgress(config, { history, clock: lab.for('EGRESS') }, (name, port) => {
    if (name === 'nowhere.open.test') return undefined;
    if (name === 'away.open.test') return { host: '127.0.0.1', port: 1 };
    return port === 443 ? toTls.address : toWeb.address;
  });
  stack.defer(() => egress.stop());
  callers = new Callers();
  callers.introduce('AGENT1', ['127.0.0.1']);
  const place = { bind: '127.0.0.1', address: OWN, callers, links, portFor: () => 0 };
  const opened = await egress.openFirewall?.(place);
  if (opened === undefined) throw new Error('there is no firewall');
  firewall = stack.use(opened);
  lab.join(firewall);
}

function at(port: number): { host: string; port: number } {
  return { host: '127.0.0.1', port: firewall.ports.get(port) ?? 0 };
}

function resolver(): Resolver {
  const one = new Resolver({ tries: 2, timeout: 5_000 });
  one.setServers([`127.0.0.1:${firewall.ports.get(53)}`]);
  return one;
}

async function lookUp(name: string): Promise<string> {
  const found = await resolver()
    .resolve4(name)
    .catch((error: NodeJS.ErrnoException) => [error.code]);
  return found.join();
}

/** Asks for the address of a name under open.test. */
function question(label: string): Buffer {
  return Buffer.concat([
    Buffer.from([0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]),
    Buffer.from(`\x01${label}\x04open\x04test\0`),
    Buffer.from([0, 1, 0, 1]),
  ]);
}

async function heard(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk) => (text += String(chunk))).on('error', () => undefined);
  await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return text;
}

async function sayOverTls(servername: string): Promise<string> {
  const socket = connectTls({
    ...at(443),
    servername,
    ca: authority.pem,
    checkServerIdentity: () => undefined,
  });
  socket.once('secureConnect', () => socket.end('through the firewall'));
  return heard(socket);
}

function ask(port: number, host: string): Promise<string> {
  const socket = connect(at(port));
  socket.write(`GET /list HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  return heard(socket);
}

test('names that may be called have the firewall’s own address, and others do not exist', async () => {
  expect(await lookUp('a.open.test')).toBe(OWN);
  expect(await lookUp('CRL.test')).toBe(OWN);
  expect(await lookUp('status.test')).toBe(OWN);
  const others = ['example.com', 'secret.open.test', 'nowhere.open.test', 'test', 'open.test'];
  expect(await Promise.all(others.map(lookUp))).toEqual(others.map(() => 'ENOTFOUND'));
  expect(await egress.control.refused({})).toMatchObject([
    { from: 'AGENT1', host: 'example.com', port: 53, reason: 'notAllowed' },
    { host: 'secret.open.test', reason: 'denied' },
    { host: 'nowhere.open.test', reason: 'nothingThere' },
    { host: 'test' },
    { host: 'open.test' },
  ]);
  expect(history.kind('lookup.refused')).toHaveLength(5);
});

test('an allowed name has no other record than its address', async () => {
  await expect(resolver().resolve6('a.open.test')).rejects.toMatchObject({ code: 'ENODATA' });
  await expect(resolver().resolveTxt('a.open.test')).rejects.toMatchObject({ code: 'ENODATA' });
});

test('a host that is blocked is refused names and connections, and others are not', async () => {
  await egress.control.block({ from: 'AGENT1' });
  expect(await lookUp('a.open.test')).toBe('EREFUSED');
  expect(await sayOverTls('a.open.test')).toBe('');
  callers.introduce('AGENT2', ['127.0.0.1']);
  expect(await lookUp('a.open.test')).toBe(OWN);
  await egress.control.block({ name: 'a.open.test' });
  expect(await lookUp('a.open.test')).toBe('EREFUSED');
  expect(await lookUp('b.open.test')).toBe(OWN);
});

test('the name server can refuse what is not listed, and say nothing to the blocked', async () => {
  await stack.disposeAsync();
  await raise({ unlisted: 'refused', blocked: 'silent' });
  expect(await lookUp('example.com')).toBe('EREFUSED');
  await egress.control.block({ name: 'a.open.test' });
  const socket = createSocket('udp4');
  const answered = once(socket, 'message');
  for (const name of ['a', 'b']) socket.send(question(name), at(53).port, '127.0.0.1');
  expect(String((await answered)[0])).toContain('\x01b\x04open\x04test');
  socket.close();
});

test('TLS passes to the name that it asks for', async () => {
  expect(await sayOverTls('a.open.test')).toBe('through the firewall');
  expect(history.kind('tunnel.opened')).toMatchObject([
    { component: 'EGRESS', data: { from: 'AGENT1', host: 'a.open.test', port: 443 } },
  ]);
});

test.each([
  ['example.com', 'notAllowed'],
  ['secret.open.test', 'denied'],
  ['nowhere.open.test', 'nothingThere'],
  ['away.open.test', 'unreachable'],
  ['crl.test', 'notAllowed'],
  ['', 'badTarget'],
])('TLS to "%s" is reset: %s', async (name, reason) => {
  expect(await sayOverTls(name)).toBe('');
  expect(await egress.control.refused({})).toMatchObject([{ from: 'AGENT1', reason }]);
  expect(history.kind('tunnel.refused')).toHaveLength(1);
});

test('a caller that does not say whom it wants is dropped', async () => {
  const socket = connect(at(443));
  await once(socket, 'connect');
  await lab.until(heard(socket), 'the firewall to lose patience');
  expect(lab.now()).toBe(30_000);
});

test('blocking a host resets the tunnels that it has', async () => {
  const servername = 'a.open.test';
  const socket = connectTls({
    ...at(443),
    servername,
    ca: authority.pem,
    checkServerIdentity: () => undefined,
  });
  await once(socket, 'secureConnect');
  const gone = heard(socket);
  await egress.control.block({ from: 'AGENT1' });
  await gone;
  expect(await egress.control.status({})).toMatchObject({ opened: 1, tunnels: [] });
});

test('plain requests pass to the host that they name, each at its own port', async () => {
  expect(await ask(80, 'crl.test')).toMatch(/^HTTP\/1.1 200 [^]*GET \/list$/);
  expect(await ask(8_080, 'status.test:8080')).toContain('200 OK');
  expect(history.kind('request.forwarded')).toMatchObject([
    { data: { from: 'AGENT1', host: 'crl.test', port: 80, status: 200 } },
    { data: { host: 'status.test', port: 8_080 } },
  ]);
});

test.each([
  [8_080, 'crl.test', 403],
  [80, 'status.test', 403],
  [80, 'crl.test:8080', 400],
  [80, 'crl.test@evil', 400],
  [80, '', 400],
])('a plain request at %i for "%s" is refused with %i', async (port, host, status) => {
  expect(await ask(port, host)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
});

test('garbage over UDP and TCP leaves the firewall serving', async () => {
  const socket = createSocket('udp4');
  for (const bytes of ['', 'x', 'a'.repeat(2_000), '\0'.repeat(40)]) {
    await new Promise((sent) => socket.send(bytes, at(53).port, '127.0.0.1', sent));
  }
  socket.close();
  for (const port of [443, 80]) {
    const garbage = connect(at(port));
    garbage.write('\x16\x03\x01\x00\x05garbage\r\n\r\n');
    await heard(garbage);
  }
  expect(await lookUp('a.open.test')).toBe(OWN);
  expect(await sayOverTls('a.open.test')).toBe('through the firewall');
});

test('in this mode there is no proxy', async () => {
  await using links = new Links();
  const { address } = await links.open('AGENT1', egress.proxy);
  const socket = connect(address);
  socket.write('CONNECT a.open.test:443 HTTP/1.1\r\nHost: x\r\n\r\n');
  expect(await heard(socket)).toBe('');
});
