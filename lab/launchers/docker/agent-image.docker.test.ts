import { spawnSync } from 'node:child_process';
import { afterAll, expect, test } from 'vitest';
import type { LabInput } from '../../config/index.ts';
import type { Lab } from '../../lab.ts';
import { DockerYard, startLab, type LabOptions } from '../index.ts';
import { OWN_IMAGE } from './image.ts';

const ESTATE: LabInput = {
  forest: { users: { generate: 1 } },
  cloud: { domains: [{ name: 'contoso.com' }], passThrough: true },
  egress: {},
  connect: [{ host: 'CONNECT1' }],
  agents: [{ host: 'AGENT1' }],
};
const PROGRAM = '/app/dist/lab/agent/main.js';
/** The same agent as one that has never heard of the lab clock. */
const TIMELESS = ['sh', '-c', `unset PTALAB_CLOCK_URL; exec node ${PROGRAM}`];

const built: string[] = [];
let yard = new DockerYard();
afterAll(() => yard[Symbol.asyncDispose]());
afterAll(() => void spawnSync('docker', ['image', 'rm', '--force', ...built]));

/** Somebody's image of an agent: its entry point is the agent, and it knows no word of this project. */
function imageOf(name: string, entry: readonly string[]): string {
  const tag = `ptalab-test/${name}:${process.pid}`;
  const input = `FROM ${OWN_IMAGE}\nENTRYPOINT ${JSON.stringify(entry)}\nCMD []\n`;
  const { status, stderr } = spawnSync('docker', ['build', '--tag', tag, '-'], { input, encoding: 'utf8' });
  expect(stderr.includes('rror') ? stderr : status).toBe(0);
  built.push(tag);
  return tag;
}

function containerOf(host: string): string {
  const { stdout } = spawnSync('docker', ['ps', '--quiet', '--filter', `name=${host}`], { encoding: 'utf8' });
  return stdout.trim().split('\n')[0] ?? '';
}

function inside(container: string, command: string): string {
  return spawnSync('docker', ['exec', container, 'sh', '-c', command], { encoding: 'utf8' }).stdout.trim();
}

/** Raises a lab with that agent and lets its one user sign in; the containers serve a second lab when there is one. */
async function certify(options: LabOptions): Promise<Lab> {
  await yard[Symbol.asyncDispose]();
  yard = new DockerYard(options);
  const lab = await startLab({ launcher: 'docker', dockyard: yard, lab: ESTATE, ...options });
  const { accounts } = (await lab.forest?.accounts({})) ?? { accounts: [] };
  const upn = accounts.find(({ sam }) => !sam.startsWith('svc-'))?.upn ?? '';
  const password = (await lab.forest?.passwordOf({ user: upn }))?.password ?? '';
  const attempt = lab.devices.oauth.signIn({ upn, password });
  expect((await lab.clock.until(attempt, 'the sign-in')).outcome).toBe('success');
  return lab;
}

test('an image whose agent takes the lab clock plays hours in a lab that is frozen', async () => {
  await using lab = await certify({ agentImage: imageOf('timed', ['node', PROGRAM]) });
  expect((await lab.clock.show()).mode).toBe('frozen');
  await lab.clock.advance(12 * 3_600_000);
  expect(await lab.cloud.agents({})).toMatchObject([{ machineName: 'AGENT1', status: 'active' }]);
});

test('the administrator’s token does not stay with an agent that is registered', async () => {
  await using lab = await certify({});
  const id = containerOf('AGENT1');
  expect(
    inside(id, 'test -e /var/lib/ptalab-agent/token && ! test -s /var/lib/ptalab-agent/token; echo $?'),
  ).toBe('0');
  await lab.agents.stop({ host: 'AGENT1' });
  const restarted = await lab.clock.until(lab.agents.restart({ host: 'AGENT1' }), 'AGENT1 to be ready');
  expect(restarted.host).toBe('AGENT1');
});

test.each([
  ['an image', () => ({ agentImage: imageOf('timeless', TIMELESS) })],
  ['a command', () => ({ agentCommand: TIMELESS })],
])('%s whose agent does not has a lab that flows, and refuses to be overtaken', async (_what, options) => {
  await using lab = await certify(options());
  expect((await lab.clock.show()).mode).toBe('flowing');
  await expect(lab.clock.advance(3_600_000)).rejects.toThrow('AGENT1 does not implement the clock extension');
});

test('such an agent is not for a lab whose description freezes it', async () => {
  const lab: LabInput = { ...ESTATE, clock: { mode: 'frozen' } };
  await expect(startLab({ launcher: 'docker', lab, agentCommand: TIMELESS })).rejects.toThrow(
    '`clock: { mode: flowing }`',
  );
});
