import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLabNetwork, type LabNetwork } from './lab-network.ts';
import type { ContainerGround } from './ground.ts';
import { startLabContainer } from './start-lab-container.ts';
import type { StartedLabContainer } from './started-lab-container.ts';
import { script, testGround } from './test-ground.fixture.ts';

let ground: ContainerGround;
let corporate: LabNetwork;
let open: LabNetwork;
beforeAll(async () => {
  ground = await testGround();
  [corporate, open] = await Promise.all([
    createLabNetwork(ground, { name: 'corporate', internal: true }),
    createLabNetwork(ground, { name: 'open', internal: false }),
  ]);
});
afterAll(() => ground[Symbol.asyncDispose]());

/** Tells every caller the address it calls from. */
const SERVER = `require('http').createServer((request, answer) => answer.end(request.socket.remoteAddress.replace('::ffff:', '')))
  .listen(443, () => console.log('ready'));`;
const CLIENT = "console.log('ready'); setInterval(() => {}, 1000);";

/** What the server answers to a client, or the code of the error. */
async function ask(client: StartedLabContainer, name: string): Promise<string> {
  const code = `fetch('http://${name}:443', { signal: AbortSignal.timeout(1500) }).then((answer) => answer.text())
    .catch((error) => error.cause?.code ?? error.name).then((said) => { console.log(said); process.exit(); })`;
  return (await client.exec(['node', '-e', code])).output.trim();
}

test('real names, fixed addresses, kill and start again, pause, pulled cables', async () => {
  const address = corporate.subnet.replace(/\.0\/.*/, '.77');
  const aliases = ['login.microsoftonline.com'];
  const [server, client] = await Promise.all([
    startLabContainer(
      ground,
      script('cloud', SERVER, {
        networks: [{ network: open }, { network: corporate, aliases }],
        publish: [443],
      }),
    ),
    startLabContainer(ground, script('AGENT1', CLIENT, { networks: [{ network: corporate, ip: address }] })),
  ]);
  const [name] = aliases;
  if (name === undefined) throw new Error('no name');
  expect(await client.ip(corporate)).toBe(address);
  expect(await ask(client, name)).toBe(address);
  const outside = await fetch(`http://127.0.0.1:${await server.mappedPort(443)}`);
  expect(outside.status).toBe(200);

  await server.pause();
  expect(await ask(client, name)).toBe('TimeoutError');
  await server.unpause();
  expect(await ask(client, name)).toBe(address);

  const there = await server.ip(corporate);
  await client.disconnect(corporate);
  expect(await ask(client, there)).toMatch(/^(E|TimeoutError)/);
  await expect(client.ip(corporate)).rejects.toThrow('has no address');
  await client.reconnect(corporate);
  expect(await client.ip(corporate)).toBe(address);
  expect(await ask(client, name)).toBe(address);

  await server.kill();
  expect(await server.exited).toEqual({ code: 137, outOfMemory: false });
  expect(server.exit).toEqual({ code: 137, outOfMemory: false });
  await server.start();
  expect(server.exit).toBeUndefined();
  expect(await ask(client, name)).toBe(address);
  expect((await fetch(`http://127.0.0.1:${await server.mappedPort(443)}`)).status).toBe(200);
});

test('an internal network has no way out of it', async () => {
  await using server = await startLabContainer(
    ground,
    script('outside', SERVER, { networks: [{ network: open }] }),
  );
  await using client = await startLabContainer(
    ground,
    script('inside', CLIENT, { networks: [{ network: corporate }] }),
  );
  expect(await ask(client, await server.ip(open))).toMatch(/^(E|TimeoutError|UND_ERR_CONNECT_TIMEOUT)/);
});

test('what it writes outlives its program, and a stop is graceful', async () => {
  const code = `const { appendFileSync, readFileSync } = require('fs');
    process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000);
    appendFileSync('/lab/state/runs', 'run '); console.log('ready', readFileSync('/lab/state/runs', 'utf8').trim());`;
  await using container = await startLabContainer(
    ground,
    script('twice', code, { folder: { at: '/lab', content: { state: undefined } } }),
  );
  expect(await container.stop()).toEqual({ code: 7, outOfMemory: false });
  await container.start();
  expect(container.tail()).toEqual(['ready run', 'ready run run']);
});

test('a paused container can be removed', async () => {
  const container = await startLabContainer(ground, script('frozen', CLIENT));
  await container.pause();
  await container[Symbol.asyncDispose]();
  expect((await container.exited).code).toBe(137);
});
