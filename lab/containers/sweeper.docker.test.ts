import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ContainerGround } from './ground.ts';
import { labLabels, OWNER_LABEL, processRuns } from './labels.ts';
import { createLabNetwork } from './lab-network.ts';
import { startLabContainer } from './start-lab-container.ts';
import { findLabObjects, findLeftovers, sweep } from './sweep.ts';
import { script, testGround } from './test-ground.fixture.ts';

let ground: ContainerGround;
beforeAll(async () => void (ground = await testGround()));
afterAll(() => ground[Symbol.asyncDispose]());

const here = (name: string): string => JSON.stringify(fileURLToPath(new URL(name, import.meta.url)));

/** A harness that raises two networks and two containers, and is in the middle of a third when it says so. */
const HARNESS = `
  import { createLabNetwork } from ${here('./lab-network.ts')};
  import { startLabContainer } from ${here('./start-lab-container.ts')};
  import { script, testGround } from ${here('./test-ground.fixture.ts')};
  process.on('SIGINT', () => process.exit(130));
  const ground = await testGround();
  const network = await createLabNetwork(ground, { name: 'corporate', internal: true });
  await createLabNetwork(ground, { name: 'open', internal: false });
  const stay = "console.log('ready'); process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);";
  const start = (name) => startLabContainer(ground, script(name, stay, { networks: [{ network }] }));
  await Promise.all([start('one'), start('two')]);
  void start('three').catch(() => {});
  setTimeout(() => console.log(JSON.stringify([ground.lab, ground.sweeperPid])), 30);`;

async function raise(): Promise<{
  kill: (signal: NodeJS.Signals) => Promise<void>;
  lab: string;
  sweeper: number;
}> {
  const args = ['--input-type=module-typescript', '-e', HARNESS];
  const harness = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface(harness.stdout), 'line');
  const [lab, sweeper]: [string, number] = JSON.parse(String(line));
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    harness.kill(signal);
    await once(harness, 'exit');
  };
  return { kill, lab, sweeper };
}

async function gone(pid: number): Promise<void> {
  while (processRuns(pid)) await new Promise((done) => setTimeout(done, 20));
}

test.each(['SIGKILL', 'SIGINT'] as const)(
  'a harness ended by %s leaves no container and no network',
  async (signal) => {
    const { kill, lab, sweeper } = await raise();
    expect((await findLabObjects(ground.engine, lab)).length).toBeGreaterThanOrEqual(4);
    await kill(signal);
    await gone(sweeper);
    expect(await findLabObjects(ground.engine, lab)).toEqual([]);
  },
);

test('what dead labs of this machine have left is swept, and nothing else', async () => {
  const lab = `${ground.lab}-dead`;
  const dead = spawn(process.execPath, ['-e', '']);
  await once(dead, 'exit');
  const left = (owner: string, name: string) =>
    ground.docker.createNetwork({
      Name: `ptalab-${lab}-${name}`,
      Internal: true,
      Labels: { ...labLabels(lab), [OWNER_LABEL]: owner },
    });
  const elsewhere = await left(`${dead.pid}@another-machine`, 'elsewhere');
  await left(`${dead.pid}@${hostname()}`, 'left');
  try {
    const leftovers = (await findLeftovers(ground.engine)).filter((one) => one.lab === lab);
    expect(leftovers.map(({ name }) => name)).toEqual([`ptalab-${lab}-left`]);
    await sweep(ground.engine);
    const still = await findLabObjects(ground.engine, lab);
    expect(still.map(({ name }) => name)).toEqual([`ptalab-${lab}-elsewhere`]);
  } finally {
    await elsewhere.remove();
  }
});

test('a ground that is disposed of takes its containers and networks, and its sweeper', async () => {
  const own = await testGround();
  const network = await createLabNetwork(own, { name: 'corporate', internal: true });
  const code = "console.log('ready'); setInterval(() => {}, 1000);";
  await startLabContainer(own, script('one', code, { networks: [{ network }] }));
  await own[Symbol.asyncDispose]();
  expect(await findLabObjects(ground.engine, own.lab)).toEqual([]);
  await gone(own.sweeperPid ?? 0);
});
