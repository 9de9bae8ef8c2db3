import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createServer as createTls, connect as connectTls } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createChance } from '../chance/chance.ts';
import { LabClock } from '../clock/lab-clock.ts';
import { History } from '../history/history.ts';
import { Authority } from '../pki/authority.ts';
import { Links } from './links.ts';
import type { Service } from './service.ts';

const echo: Service = {
  name: 'DC1/ldap',
  accept: (socket) => {
    socket.allowHalfOpen = true;
    socket.pipe(socket);
  },
};

let lab: LabClock;
let links: Links;
let history: History;

beforeEach(() => {
  lab = new LabClock({ epoch: 0, mode: 'frozen' });
  history = new History({ now: () => lab.now() });
  links = new Links({ history, clock: lab.for('network'), chance: createChance('slow') });
  lab.join(links);
});

afterEach(async () => {
  await links[Symbol.asyncDispose]();
  lab.stop();
});

async function dial(service: Service): Promise<Socket> {
  const { address } = await links.open('AGENT1', service);
  const socket = connect(address);
  socket.on('error', () => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

async function answer(socket: Socket): Promise<string> {
  return String((await once(socket, 'data'))[0]);
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.resume().once('close', () => resolve()));
}

test('a question takes a handshake and a round trip, the next one a round trip, in lab time', async () => {
  links.meet('AGENT1', echo).slow({ latencyMs: 50 });
  const socket = await dial(echo);
  socket.write('one');
  expect(await lab.until(answer(socket), 'the first echo')).toBe('one');
  expect(lab.now()).toBe(200);
  socket.write('two');
  expect(await lab.until(answer(socket), 'the second echo')).toBe('two');
  expect(lab.now()).toBe(300);
  socket.destroy();
});

test('everything arrives, in order, and then the end', async () => {
  links.meet('AGENT1', echo).slow({ latencyMs: 5, jitterMs: 40, lossPercent: 5 });
  const socket = await dial(echo);
  const sent = Buffer.from(Array.from({ length: 1_000_000 }, (_, n) => n % 251));
  socket.end(sent);
  const back: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => back.push(chunk));
  await lab.until(once(socket, 'end'), 'the last byte');
  expect(Buffer.concat(back).equals(sent)).toBe(true);
  await lab.until(closed(socket), 'the close');
});

test('the service knows its caller and can put TLS on the connection', async () => {
  const authority = await Authority.create('CN=Lab');
  const server = createTls(await authority.issueServer(['dc1.test']), (socket) => {
    socket.end(`${links.callerOf(socket)?.from}`);
  });
  const ldaps: Service = { name: 'DC1/ldaps', accept: (socket) => void server.emit('connection', socket) };
  links.meet('AGENT1', ldaps).slow({ latencyMs: 10 });
  const { address } = await links.open('AGENT1', ldaps);
  const socket = connectTls({ ...address, servername: 'dc1.test', ca: authority.pem });
  expect(await lab.until(answer(socket), 'the answer')).toBe('AGENT1');
  // TCP's handshake, TLS 1.3's, and one way for the answer that the service sends at once.
  expect(lab.now()).toBe(60);
});

test('connections open when a link becomes slow or fast again are dropped; other figures hold at once', async () => {
  const link = await links.open('AGENT1', echo);
  const fast = await dial(echo);
  fast.write('x');
  await answer(fast);
  const gone = closed(fast);
  link.slow({ latencyMs: 10 });
  await gone;
  const slow = await dial(echo);
  slow.write('x');
  await lab.until(answer(slow), 'the echo');
  const before = lab.now();
  link.slow({ latencyMs: 100 });
  slow.write('y');
  await lab.until(answer(slow), 'the slower echo');
  expect(lab.now() - before).toBe(200);
  const ended = closed(slow);
  link.restore();
  await ended;
  const again = await dial(echo);
  again.write('z');
  expect(await answer(again)).toBe('z');
  again.destroy();
});

test('a connection whose every segment is lost is given up', async () => {
  links.meet('AGENT1', echo).slow({ latencyMs: 1, lossPercent: 100 });
  const socket = await dial(echo);
  socket.write('anyone?');
  await lab.until(closed(socket), 'the end', 3_600_000);
  expect(lab.now()).toBeGreaterThan(900_000);
});

test('the history has the figures, and the end of them', () => {
  const link = links.meet('AGENT1', echo);
  link.slow({ latencyMs: 10, lossPercent: 2 });
  link.slow({ latencyMs: 10, lossPercent: 2 });
  link.cut();
  link.restore();
  expect(history.all().map(({ kind, data }) => ({ kind, ...data }))).toEqual([
    { kind: 'link.slowed', from: 'AGENT1', to: 'DC1/ldap', latencyMs: 10, lossPercent: 2 },
    { kind: 'link.cut', from: 'AGENT1', to: 'DC1/ldap' },
    { kind: 'link.restored', from: 'AGENT1', to: 'DC1/ldap' },
  ]);
});

test('a slowed connection that is dropped leaves no timer and no connection', async () => {
  const link = await links.open('AGENT1', echo);
  link.slow({ latencyMs: 10_000 });
  const socket = await dial(echo);
  socket.write('x');
  await lab.settle();
  expect(lab.next()?.name).toBe('AGENT1>DC1/ldap carrying');
  link.cut();
  await closed(socket);
  await lab.settle();
  expect(lab.next()).toBeUndefined();
  expect(link.connections).toBe(0);
});
