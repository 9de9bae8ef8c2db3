import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { LabInput } from '../../config/index.ts';
import type { SignInResult } from '../../devices/index.ts';
import { canonical } from '../../history/canonical.ts';
import type { Lab } from '../../lab.ts';
import { startLab, type LabOptions } from '../index.ts';

const ESTATE: LabInput = {
  forest: { users: { named: [{ sam: 'ada', upn: 'ada@contoso.com' }] } },
  cloud: { domains: [{ name: 'contoso.com' }], passThrough: true },
  egress: {},
  connect: [{ host: 'CONNECT1' }],
  agents: [{ host: 'AGENT1' }],
};

async function signIn(lab: Lab, password?: string): Promise<SignInResult> {
  const right = await lab.forest?.passwordOf({ user: 'ada@contoso.com' });
  const attempt = lab.devices.oauth.signIn({
    upn: 'ada@contoso.com',
    password: password ?? right?.password ?? '',
  });
  return lab.clock.until(attempt, 'the sign-in');
}

/** Raises a lab of the launcher. */
type Raise = (seed?: string) => Promise<Lab>;

export interface LauncherTraits {
  /** False where what carries components outlives a lab to serve the next: agents alone must be gone then. */
  readonly ownsProcesses?: boolean;
}

/** What every launcher has to do alike; `options` are what makes a lab of that launcher. */
export function describeLauncher(
  name: string,
  options: () => LabOptions,
  { ownsProcesses = true }: LauncherTraits = {},
): void {
  const raise: Raise = (seed = 'contract') => startLab({ ...options(), lab: ESTATE, seed });

  describe(`the launcher ${name}`, () => {
    describeEstate(raise);
    describeFaults(raise);

    test('its processes are gone when it is', async () => {
      const lab = await raise();
      const processes = await lab.processes();
      await lab.stop();
      const others = processes.filter(({ component, pid }) =>
        ownsProcesses ? pid !== process.pid : component === 'AGENT1',
      );
      expect(others.length).toBeGreaterThan(0);
      await sleep(50);
      for (const { pid } of others) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    });
  });
}

function describeEstate(raise: Raise): void {
  test('raises an estate in which a sign-in goes its whole way, in order', async () => {
    await using lab = await raise();
    const result = await signIn(lab);
    expect(result.outcome).toBe('success');
    const { events } = await lab.history.of({ correlationId: result.correlationId });
    expect(events.map(({ component, kind }) => `${component} ${kind}`)).toEqual([
      'client signin.sent',
      'cloud signin.received',
      'cloud realm.found',
      'cloud user.found',
      'cloud method.chosen',
      'cloud passthrough.queued',
      'queue passthrough.dispatched',
      'DC1 bind.accepted',
      'cloud passthrough.answered',
      'cloud signin.finished',
      'client signin.answered',
    ]);
  });

  test('plays twelve hours on one clock', async () => {
    await using lab = await raise();
    const { now } = await lab.clock.show();
    const moved = await lab.clock.advance(12 * 3_600_000);
    expect(moved.to - now).toBe(12 * 3_600_000);
    expect(moved.fired).toBeGreaterThan(70);
    const [agent] = await lab.cloud.agents({});
    expect(agent?.status).toBe('active');
    expect((await signIn(lab)).outcome).toBe('success');
  });

  test('says who is called in a refusal, and counts it where it belongs', async () => {
    await using lab = await raise();
    expect((await signIn(lab, 'wrong')).errorCode).toBe(50126);
    expect(await lab.forest?.account({ user: 'ada@contoso.com' })).toMatchObject({ badPwdCount: 1 });
    await expect(lab.forest?.passwordOf({ user: 'nobody@contoso.com' })).rejects.toMatchObject({
      component: 'forest',
    });
  });

  test('has the same history for the same seed', async () => {
    const play = async (): Promise<unknown> => {
      await using lab = await raise('twice');
      await signIn(lab);
      await signIn(lab, 'wrong');
      await lab.clock.advance(3_600_000);
      return canonical((await lab.history.all({})).events);
    };
    const first = await play();
    expect(await play()).toEqual(first);
  });
}

function describeFaults(raise: Raise): void {
  test('fails links, agents and the farm of the firewall for one host alone, and mends them', async () => {
    await using lab = await raise();
    expect(await lab.network.cut({ from: 'AGENT1', to: 'DC1' })).toEqual({ links: 1 });
    expect((await signIn(lab)).outcome).toBe('success');
    await lab.network.cut({ from: 'AGENT1' });
    expect((await signIn(lab)).errorCode).toBe(80001);
    await lab.network.restore({ from: 'AGENT1' });
    await lab.clock.advance(60_000);
    expect((await signIn(lab)).outcome).toBe('success');
    await expect(lab.network.cut({ from: 'AGENT9' })).rejects.toThrow('hosts that do: ');
  });

  test('an agent is killed, is missed, and comes back under the identity it had', async () => {
    await using lab = await raise();
    const { agentId } = await lab.agents.agent({ host: 'AGENT1' });
    await lab.agents.kill({ host: 'AGENT1' });
    expect((await signIn(lab)).errorCode).toBe(80001);
    const again = await lab.clock.until(lab.agents.restart({ host: 'AGENT1' }), 'the agent');
    expect(again.agentId).toBe(agentId);
    expect((await signIn(lab)).outcome).toBe('success');
  });

  test('a paused agent is waited for in lab time, not in real time', async () => {
    await using lab = await raise();
    await lab.agents.pause({ host: 'AGENT1' });
    const result = await signIn(lab);
    expect(result.errorCode).toBe(80002);
    expect(result.labMs).toBeGreaterThanOrEqual(15_000);
    await lab.agents.unpause({ host: 'AGENT1' });
  });

  test('a slow link takes as long in lab time as it says', async () => {
    await using lab = await raise();
    await lab.network.slow({ from: 'AGENT1', to: 'DC1', latencyMs: 700 });
    const { labMs, outcome } = await signIn(lab);
    expect(outcome).toBe('success');
    expect(labMs).toBeGreaterThanOrEqual(1_400);
  });
}
