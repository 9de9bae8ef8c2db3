import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { SlowLinkError } from './errors.ts';
import { listenOn, stopListening } from './listen-on.ts';
import { History } from '../history/history.ts';
import { Links } from './links.ts';
import type { Service } from './service.ts';

const echo: Service = { name: 'DC1/ldap', accept: (socket) => void socket.pipe(socket) };

async function call(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  return socket;
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

async function say(socket: Socket, text: string): Promise<string> {
  socket.write(text);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  return answer.toString();
}

test('a link is its caller’s own: cutting one leaves the other carrying', async () => {
  await using links = new Links();
  const [one, two] = await Promise.all([links.open('AGENT1', echo), links.open('AGENT2', echo)]);
  expect(one.address.port).not.toBe(two.address.port);
  const first = await call(one.address.port);
  const second = await call(two.address.port);
  const reset = closed(first);
  one.cut();
  await reset;
  expect(await say(second, 'ping')).toBe('ping');
  const refused = connect(one.address.port, '127.0.0.1');
  refused.on('error', () => undefined);
  await closed(refused);
  one.restore();
  expect(await say(await call(one.address.port), 'back')).toBe('back');
});

test('bytes are counted while a connection lives and after it', async () => {
  await using links = new Links();
  const link = await links.open('AGENT1', echo);
  const socket = await call(link.address.port);
  await say(socket, '12345');
  expect(link.bytes()).toEqual({ received: 5, sent: 5 });
  socket.end();
  while (link.connections > 0) await new Promise((done) => setImmediate(done));
  expect(link.bytes()).toEqual({ received: 5, sent: 5 });
});

test('a half-close, which moves no byte, is activity of a connection that stays open', async () => {
  const keepsOpen: Service = {
    name: 'DC1/ldap',
    accept: (socket) => void Object.assign(socket, { allowHalfOpen: true }).resume(),
  };
  await using links = new Links();
  const link = await links.open('AGENT1', keepsOpen);
  const socket = await call(link.address.port);
  while (link.connections === 0) await new Promise((done) => setImmediate(done));
  const before = link.activity();
  socket.end();
  await expect.poll(() => link.activity()).toBe(before + 1);
  expect(link.connections).toBe(1);
});

test('a held link accepts and says nothing', async () => {
  await using links = new Links();
  const link = await links.open('AGENT1', echo);
  link.hold();
  const socket = await call(link.address.port);
  let heard = false;
  socket.on('data', () => (heard = true));
  socket.write('anyone?');
  await new Promise((done) => setTimeout(done, 30));
  expect(heard).toBe(false);
  expect(link.connections).toBe(1);
});

test('a link that is cut, held or restored is in the history, once for each change', async () => {
  const history = new History({ now: () => 1 });
  await using links = new Links({ history });
  const link = await links.open('AGENT1', echo);
  link.restore();
  link.cut();
  link.cut();
  link.hold();
  link.restore();
  expect(history.all().map(({ component, kind }) => `${component} ${kind}`)).toEqual([
    'network link.cut',
    'network link.held',
    'network link.restored',
  ]);
  expect(history.all()[0]?.data).toEqual({ from: 'AGENT1', to: 'DC1/ldap' });
});

test('a link is found by its caller and what it calls', async () => {
  await using links = new Links();
  const link = await links.open('AGENT1', echo);
  expect(await links.open('AGENT1', echo)).toBe(link);
  expect(links.meet('AGENT1', echo)).toBe(link);
  expect(links.find('AGENT1', 'DC1')).toEqual([link]);
  expect(links.find('AGENT1', 'DC')).toEqual([]);
  expect(links.find()).toEqual([link]);
});

/** Answers each connection with the name of its caller. */
function whoCalls(links: Links): Service {
  return { name: 'DC1/who', accept: (socket) => void socket.end(links.callerOf(socket)?.from ?? 'unknown') };
}

async function heard(socket: Socket): Promise<string> {
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return text;
}

test('who calls is known on listeners of a link’s own and on a shared one, to any part of the service', async () => {
  await using links = new Links();
  const who = whoCalls(links);
  const { address } = await links.open('AGENT1', who);
  expect(await heard(connect(address))).toBe('AGENT1');
  const shared = await listenOn('127.0.0.1', (socket) => links.take('AGENT2', who, socket));
  expect(await heard(connect(shared.port, '127.0.0.1'))).toBe('AGENT2');
  expect(links.meet('AGENT2', who).address).toBeUndefined();
  await stopListening(shared.server);
});

test('a taken connection meets the condition of its caller’s link', async () => {
  await using links = new Links();
  const shared = await listenOn('127.0.0.1', (socket) => links.take('AGENT1', echo, socket));
  const link = links.meet('AGENT1', echo);
  const socket = await call(shared.port);
  expect(await say(socket, '12345')).toBe('12345');
  expect(link.bytes()).toEqual({ received: 5, sent: 5 });
  const dropped = closed(socket);
  link.cut();
  await dropped;
  const refused = connect(shared.port, '127.0.0.1').on('error', () => undefined);
  await closed(refused);
  await stopListening(shared.server);
});

test('restoring a link that is whole drops nothing', async () => {
  await using links = new Links();
  const link = await links.open('AGENT1', echo);
  const socket = await call(link.address.port);
  await say(socket, 'before');
  link.restore();
  expect(await say(socket, 'after')).toBe('after');
});

test('a link cannot be slowed without a clock', async () => {
  await using links = new Links();
  expect(() => links.meet('AGENT1', echo).slow({ latencyMs: 1 })).toThrow(SlowLinkError);
});
