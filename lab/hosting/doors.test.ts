import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LabClock } from '../clock/lab-clock.ts';
import { History } from '../history/history.ts';
import { Links } from '../links/links.ts';
import { listenOn, stopListening } from '../links/listen-on.ts';
import { HostedComponents } from './component-host.ts';
import { doors } from './doors.ts';
import type { HostGround } from './ground.ts';

let stack: AsyncDisposableStack;
let history: History;
let here: HostedComponents;

beforeEach(() => {
  stack = new AsyncDisposableStack();
  const clock = new LabClock({ epoch: 0, mode: 'frozen' });
  stack.defer(() => clock.stop());
  history = new History({ now: () => clock.now() });
  const links = stack.use(new Links({ history }));
  // Nothing else of its ground is asked for by a host that only stands before others.
  const ground = { links, history, clockFor: (name: string) => clock.for(name), watch: () => undefined };
  here = stack.use(new HostedComponents(ground as unknown as HostGround));
});
afterEach(() => stack.disposeAsync());

async function freePort(): Promise<number> {
  const { server, port } = await listenOn('127.0.0.1', (socket) => socket.destroy());
  await stopListening(server);
  return port;
}

/** What the one who calls from 127.0.0.1 is told. */
async function heard(port: number): Promise<string> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  let text = '';
  socket.on('data', (chunk) => (text += String(chunk)));
  await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return text;
}

test('a gateway carries the host it has a route for, and refuses whoever has none, which the history tells', async () => {
  const { introduce, route, startGateway } = doors(here);
  const forest = await listenOn('127.0.0.1', (socket) => socket.end('the forest'));
  stack.defer(() => stopListening(forest.server));
  const [to, port] = ['DC1/ldaps', await freePort()];
  await startGateway({ listeners: [{ port, service: to }] });
  await route({ service: to, from: 'AGENT1', address: { host: '127.0.0.1', port: forest.port } });
  expect(await heard(port)).toBe('');
  await introduce({ from: 'AGENT2', addresses: ['127.0.0.1'] });
  expect(await heard(port)).toBe('');
  await introduce({ from: 'AGENT2', addresses: [] });
  await introduce({ from: 'AGENT1', addresses: ['127.0.0.1'] });
  expect(await heard(port)).toBe('the forest');
  expect(history.kind('caller.refused').map(({ component, data }) => [component, data])).toEqual([
    ['network', { from: '127.0.0.1', to }],
    ['network', { from: 'AGENT2', to }],
  ]);
});
