import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { LabClock } from '../clock/lab-clock.ts';
import { Janitor } from '../processes/janitor.ts';
import { startChild } from '../processes/child.ts';
import { holdLines, type HeldLines, type LinesOptions } from './conductor-lines.ts';
import { readOpening } from './lines.ts';
import { startRelay, type RelayLimits, type StartedRelay } from './relay.ts';

const TOKEN = 'a token of the conductor';

let lab: LabClock;
let stack: AsyncDisposableStack;
let relay: StartedRelay;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  lab = new LabClock({ epoch: 0, mode: 'frozen' });
  relay = await start();
});

afterEach(() => stack.disposeAsync());

async function start(limits?: Partial<RelayLimits>, port = 0): Promise<StartedRelay> {
  const options = { bind: '127.0.0.1', port, conductorToken: TOKEN, clock: lab.for('relay'), limits };
  return stack.use(await startRelay(options));
}

/** Answers each call with its caller's address and what it says first. */
const answer: LinesOptions['accept'] = (socket, from) => {
  socket.on('error', () => undefined);
  socket.once('data', (bytes) => socket.end(`${from} said ${String(bytes)}`));
};

async function hold(accept = answer, options: Partial<LinesOptions> = {}): Promise<HeldLines> {
  const address = { host: '127.0.0.1', port: relay.port };
  const clock = lab.for('conductor');
  return stack.use(await holdLines({ address, token: TOKEN, spare: 2, accept, clock, ...options }));
}

function dial(text = ''): Socket {
  const socket = connect({ host: '127.0.0.1', port: relay.port, allowHalfOpen: true });
  socket.on('error', () => undefined);
  if (text !== '') socket.write(text);
  return socket;
}

async function heard(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk) => (text += String(chunk)));
  socket.once('end', () => socket.end());
  await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return text;
}

test('a host speaks to the conductor, which learns its address', async () => {
  await hold();
  expect(await heard(dial('hello'))).toBe('127.0.0.1 said hello');
});

test('a WebSocket handshake and its messages pass as they are', async () => {
  const server = createServer();
  const sockets = new WebSocketServer({ server, path: '/host' });
  sockets.on('connection', (socket) => socket.on('message', (data) => socket.send(data)));
  await hold((socket) => void server.emit('connection', socket));
  const client = new WebSocket(`ws://127.0.0.1:${relay.port}/host?token=x`);
  await once(client, 'open');
  const big = Buffer.alloc(300_000, 7);
  client.send(big);
  const [echoed] = await once(client, 'message');
  expect(big.equals(echoed)).toBe(true);
  client.terminate();
});

test('more hosts than spare lines are all served, as lines are dialled anew', async () => {
  const lines = await hold();
  const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => heard(dial(`host ${n}`))));
  expect(answers.sort()).toEqual(Array.from({ length: 10 }, (_, n) => `127.0.0.1 said host ${n}`));
  while (lines.waiting < 2) await new Promise(setImmediate);
});

test('a host that comes before its conductor waits for it', async () => {
  const early = heard(dial('early'));
  await hold();
  expect(await early).toBe('127.0.0.1 said early');
});

test('no conductor comes: a host is let go after the limit, and those beyond the count at once', async () => {
  await relay.stop();
  relay = await start({ hosts: 1, waitMs: 5_000 });
  const patient = dial('patient');
  await once(patient, 'connect');
  while (lab.next()?.name !== 'a host waiting for a conductor') await new Promise(setImmediate);
  expect(await heard(dial('one too many'))).toBe('');
  await lab.until(heard(patient), 'the relay to let go');
  expect(lab.now()).toBe(5_000);
});

test('a wrong token is refused, and no host reaches who has it', async () => {
  await expect(hold(answer, { token: 'a token of somebody else' })).rejects.toMatchObject({
    code: 'PTALAB_RELAY_REFUSED',
  });
});

test('where no relay answers, the error says so', async () => {
  await relay.stop();
  await expect(hold()).rejects.toMatchObject({ code: 'PTALAB_RELAY_UNREACHABLE' });
});

test('a conductor that goes and comes back finds hosts waiting', async () => {
  const first = await hold();
  await first.close();
  const waiting = heard(dial('still here'));
  await hold();
  expect(await waiting).toBe('127.0.0.1 said still here');
});

test('lines that are lost with their relay are dialled anew', async () => {
  const lines = await hold();
  const { port } = relay;
  await relay.stop();
  while (lines.waiting > 0) await new Promise(setImmediate);
  relay = await start({}, port);
  await lab.advance(10_000);
  expect(await heard(dial('again'))).toBe('127.0.0.1 said again');
});

test('a relay that comes back with another token loses the conductor for good', async () => {
  let lost: Error | undefined;
  const lines = await hold(answer, { lost: (error) => (lost = error) });
  const { port } = relay;
  await relay.stop();
  const options = { bind: '127.0.0.1', port, conductorToken: 'another', clock: lab.for('relay') };
  while (lines.waiting > 0) await new Promise(setImmediate);
  relay = stack.use(await startRelay(options));
  await lab.advance(10_000);
  while (lost === undefined) await new Promise(setImmediate);
  expect(lost).toMatchObject({ code: 'PTALAB_RELAY_REFUSED' });
});

test('a caller that says nothing is let go', async () => {
  const silent = dial();
  await once(silent, 'connect');
  await lab.until(heard(silent), 'the relay to lose patience');
  expect(lab.now()).toBe(10_000);
});

test('whatever comes first, it is a host, a conductor, nobody, or not yet known', () => {
  const word = Buffer.from('PTALAB-CONDUCTOR ');
  const begun = fc.tuple(fc.nat(word.length), fc.uint8Array({ maxLength: 600 }));
  fc.assert(
    fc.property(begun, ([length, bytes]) => {
      const first = Buffer.concat([word.subarray(0, length), bytes]);
      const opening = readOpening(first);
      const whole = first.indexOf('\n');
      if (opening === 'more') expect(whole).toBe(-1);
      else if (opening.of === 'conductor') expect(opening.length).toBe(whole + 1);
    }),
  );
  expect(readOpening(Buffer.from(`PTALAB-CONDUCTOR ${'x'.repeat(600)}`))).toEqual({ of: 'nobody' });
});

test('the program says when it is ready, and ends when told', async () => {
  await using janitor = new Janitor();
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  const env = { PTALAB_RELAY_TOKEN: TOKEN, PTALAB_RELAY_BIND: '127.0.0.1', PTALAB_RELAY_PORT: '0' };
  const definition = { name: 'relay', command: process.execPath, args: [main], env };
  const ready = { ready: /^ready relay (\d+)$/, readyWithinMs: 15_000 };
  await using child = await startChild({ ...definition, ...ready }, janitor);
  const address = { host: '127.0.0.1', port: Number(child.ready[1]) };
  await using lines = await holdLines({ address, token: TOKEN, spare: 1, accept: answer });
  expect(lines.waiting).toBe(1);
  expect((await child.stop()).code).toBe(0);
});
