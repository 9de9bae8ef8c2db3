import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { connect as connectTls, createServer as createTls, type ConnectionOptions } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createChance } from '../chance/chance.ts';
import { LabClock } from '../clock/lab-clock.ts';
import { Links } from '../links/links.ts';
import type { Service } from '../links/service.ts';
import { Authority } from '../pki/authority.ts';
import { Callers, forwarder, startFrontage, type PortServices, type StartedFrontage } from './index.ts';

const authority = await Authority.create('CN=Lab');
const credential = await authority.issueServer(['*.test']);

let lab: LabClock;
let links: Links;
let callers: Callers;
let stack: AsyncDisposableStack;

beforeEach(() => {
  stack = new AsyncDisposableStack();
  lab = new LabClock({ epoch: 0, mode: 'frozen' });
  links = stack.use(new Links());
  callers = new Callers();
  callers.introduce('AGENT1', ['10.0.0.1', '127.0.0.1']);
});

afterEach(() => stack.disposeAsync());

/** Says over TLS which service it is, who calls, and how many bytes came. */
function tlsService(name: string): Service {
  const server = createTls({
    ...credential,
    ca: authority.pem,
    requestCert: true,
    rejectUnauthorized: false,
  });
  server.on('secureConnection', (socket) => {
    let bytes = 0;
    socket.on('data', (chunk: Buffer) => (bytes += chunk.length));
    socket.once('end', () => socket.end(`${name} ${links.callerOf(socket)?.from} ${bytes}`));
  });
  return { name, accept: (socket) => void server.emit('connection', socket) };
}

const plain: Service = {
  name: 'cloud/status',
  accept: (socket, { from }) => void socket.end(`plain ${from}`),
};

async function front(services: PortServices): Promise<StartedFrontage> {
  const [bind, clock] = ['127.0.0.1', lab.for('frontage')];
  const frontage = await startFrontage({ bind, listeners: [{ port: 0, services }], callers, links, clock });
  lab.join(frontage);
  return stack.use(frontage);
}

async function heard(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk) => (text += String(chunk)));
  await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return text;
}

function askTls(port: number, options: ConnectionOptions, bytes = 3): Promise<string> {
  const socket = connectTls({ host: '127.0.0.1', port, ca: authority.pem, ...options });
  socket.on('error', () => socket.destroy());
  socket.once('secureConnect', () => socket.end(Buffer.alloc(bytes)));
  return heard(socket);
}

function dial(port: number, options = {}): Socket {
  return connect({ host: '127.0.0.1', port, ...options }).on('error', () => undefined);
}

test('at one port the asked-for name chooses the service, and real TLS goes on from the peeked bytes', async () => {
  const byName = { 'login.test': tlsService('login'), '*.registration.test': tlsService('registration') };
  const {
    ports: [port = 0],
  } = await front({ byName, default: tlsService('other') });
  const answers = await Promise.all(
    ['login.test', 'a.registration.test', 'a.test'].map((servername) =>
      askTls(port, { servername, checkServerIdentity: () => undefined }, 200_000),
    ),
  );
  expect(answers).toEqual(['login AGENT1 200000', 'registration AGENT1 200000', 'other AGENT1 200000']);
});

test('a caller that asks for nothing that is there is reset', async () => {
  const {
    ports: [port = 0],
  } = await front({ byName: { 'login.test': tlsService('login') } });
  expect(await askTls(port, { servername: 'graph.test' })).toBe('');
  const socket = dial(port);
  socket.write('GET / HTTP/1.1\r\n\r\n');
  expect(await heard(socket)).toBe('');
});

test('the caller’s own link decides, as if it had a listener of its own', async () => {
  const {
    ports: [port = 0],
  } = await front({ default: plain });
  expect(await heard(dial(port))).toBe('plain AGENT1');
  links.meet('AGENT1', plain).cut();
  expect(await heard(dial(port))).toBe('');
  callers.introduce('AGENT1', []);
  expect(await heard(dial(port))).toBe('plain 127.0.0.1');
});

test('a caller that says nothing, or does not come to the end of its first words, is dropped', async () => {
  const {
    ports: [port = 0],
  } = await front({ byName: { 'login.test': tlsService('login') } });
  const silent = dial(port);
  const endless = dial(port);
  endless.write(Buffer.from([22, 3, 1, 64, 0, 1, 0, 63, 252]));
  await Promise.all([once(silent, 'connect'), once(endless, 'connect')]);
  await lab.until(Promise.all([heard(silent), heard(endless)]), 'the frontage to lose patience');
  expect(lab.now()).toBe(60_000);
});

test('stopping lets go of the port, and of those who have not said whom they want', async () => {
  const frontage = await front({ byName: {} });
  const socket = dial(frontage.ports[0] ?? 0);
  await once(socket, 'connect');
  const gone = heard(socket);
  await frontage.stop();
  await gone;
  const refused = dial(frontage.ports[0] ?? 0);
  expect(await heard(refused)).toBe('');
});

test('a port that is taken fails the start, and nothing is left of it', async () => {
  const {
    ports: [port = 0],
  } = await front({ default: plain });
  const listeners = [0, port].map((one) => ({ port: one, services: { default: plain } }));
  const again = startFrontage({ bind: '127.0.0.1', listeners, callers, links, clock: lab.for('frontage') });
  await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('addresses are known in either notation, and forgotten with their host', () => {
  expect(callers.nameOf('::ffff:10.0.0.1')).toBe('AGENT1');
  callers.introduce('DC1', ['FD00::1']);
  expect(callers.nameOf('fd00::1')).toBe('DC1');
  callers.forget('DC1');
  expect(callers.nameOf('fd00::1')).toBe('fd00::1');
  expect(callers.nameOf(undefined)).toBe('unknown');
});

test('a gateway carries to the caller’s own address, half-closes included', async () => {
  const echo: Service = {
    name: 'forest/ldap',
    accept: (socket) => void Object.assign(socket, { allowHalfOpen: true }).pipe(socket),
  };
  const { address } = await links.open('AGENT1', echo);
  const {
    ports: [port = 0],
  } = await front({
    default: forwarder('DC1/ldap', (from) => (from === 'AGENT1' ? address : undefined)),
  });
  const socket = dial(port, { allowHalfOpen: true });
  socket.end('through');
  expect(await heard(socket)).toBe('through');
  callers.forget('AGENT1');
  expect(await heard(dial(port))).toBe('');
});

test('a gateway before a slowed link loses nothing that is said before its own connection stands', async () => {
  links = stack.use(new Links({ clock: lab.for('network'), chance: createChance('gateway') }));
  lab.join(links);
  const echo: Service = { name: 'forest/ldap', accept: (socket) => void socket.pipe(socket) };
  const { address } = await links.open('DC1', echo);
  const gateway = forwarder('DC1/ldap', () => address);
  links.meet('AGENT1', gateway).slow({ latencyMs: 20 });
  const {
    ports: [port = 0],
  } = await front({ default: gateway });
  const socket = dial(port);
  socket.end('all of it');
  expect(await lab.until(heard(socket), 'the echo')).toBe('all of it');
});

test('a gateway passes resets on, and resets callers of what cannot be reached', async () => {
  const resetting = createServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
  resetting.listen(0, '127.0.0.1');
  await once(resetting, 'listening');
  const bound = resetting.address();
  const port = typeof bound === 'object' ? (bound?.port ?? 0) : 0;
  const frontage = await front({ default: forwarder('DC1/ldap', () => ({ host: '127.0.0.1', port })) });
  const reset = async (): Promise<string> => {
    const socket = connect({ host: '127.0.0.1', port: frontage.ports[0] ?? 0 });
    socket.write('x');
    return String(((await once(socket, 'error')) as [NodeJS.ErrnoException])[0].code);
  };
  expect(await reset()).toBe('ECONNRESET');
  resetting.close();
  await once(resetting, 'close');
  expect(await reset()).toBe('ECONNRESET');
});
