import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AgentLaunch, AgentRunner } from '../../agent/index.ts';
import { createChance } from '../../chance/chance.ts';
import { LabClock } from '../../clock/lab-clock.ts';
import { inlineControl } from '../../control/control.ts';
import { HostedComponents, hostImplementation } from '../../hosting/component-host.ts';
import type { HostGround } from '../../hosting/ground.ts';
import { hostContract, type HostControl } from '../../hosting/host-contract.ts';
import { Links } from '../../links/links.ts';
import { agentsOnHosts } from './agents-on-hosts.ts';

const READY = 'ready agent 6f1d6b3e-5c0f-4f0e-9b6a-1d2c3b4a5e6f';
const folder = mkdtempSync(join(tmpdir(), 'ptalab-agents-on-hosts-'));
let stack: AsyncDisposableStack;
let host: HostControl;
let agents: AgentRunner;

beforeEach(() => {
  stack = new AsyncDisposableStack();
  const clock = new LabClock({ epoch: 0, mode: 'flowing' });
  stack.defer(() => clock.stop());
  const links = stack.use(new Links());
  // Nothing else of its ground is asked for by a host that carries an agent alone.
  const ground = { links, clockFor: (name: string) => clock.for(name), chance: createChance('s') };
  const here = stack.use(new HostedComponents(ground as unknown as HostGround));
  host = inlineControl('AGENT1', hostContract, hostImplementation(here));
  agents = agentsOnHosts(() => Promise.resolve({ control: host }));
});
afterEach(async () => {
  await stack.disposeAsync();
  rmSync(folder, { recursive: true, force: true });
});

/** An agent that is this program of Node's. */
function launch(program: string): AgentLaunch {
  return {
    host: 'AGENT1',
    command: [process.execPath, '-e', `process.stdin.once('end', () => process.exit()).resume(); ${program}`],
    trustPem: '',
    folder,
    config: {
      tenantId: 't',
      registrationUrl: 'https://registration.example/v1/agents',
      token: 'a token',
      directory: { domain: 'corp.example', netbios: 'CORP', servers: [] },
    },
  };
}

test('the last lines of an agent that runs on another host are told while it runs, and after', async () => {
  const agent = await agents.start(launch(`console.log('hello'); console.log('${READY}')`));
  expect(await agent.tail()).toEqual(['hello', READY]);
  await agent.signal('SIGKILL');
  expect(await agent.exited).toMatchObject({ signal: 'SIGKILL' });
  expect(await agent.tail()).toEqual(['hello', READY]);
});

test('a start that is given up ends there too, and leaves room for the next', async () => {
  const ending = new AbortController();
  const starting = agents.start(launch(`console.log('never ready')`), ending.signal);
  await new Promise((asked) => setImmediate(asked));
  await expect(host.startAgent({ launch: launch('') })).rejects.toThrow('an agent runs on this host already');
  ending.abort(new Error('the lab goes down'));
  await expect(starting).rejects.toThrow('was stopped while it started');
  const next = await agents.start(launch(`console.log('${READY}')`));
  expect(next.ready[0]).toBe(READY);
});

test('a start that was given up before its host was found asks the host for nothing', async () => {
  await expect(agents.start(launch(''), AbortSignal.abort(new Error('the lab goes down')))).rejects.toThrow(
    'the lab goes down',
  );
  await expect(host.agentTail({})).rejects.toThrow('no agent has been started on this host');
});
