import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { DEFAULT_LAB } from '../lab/config/index.ts';
import { canonical } from '../lab/history/canonical.ts';
import type { Lab } from '../lab/index.ts';
import { startLab } from '../lab/launchers/index.ts';
import { Links } from '../lab/links/links.ts';

test('twelve hours pass in a moment, heartbeats and synchronization cycles included', async () => {
  await using lab = await startLab();
  const { fired } = await lab.clock.advance(12 * 3_600_000);
  expect(fired).toBeGreaterThanOrEqual(72 + 24);
  expect((await lab.history.kind({ kind: 'agent.bootstrapped' })).events.length).toBeGreaterThanOrEqual(72);
});

test('two labs side by side share nothing', async () => {
  await using one = await startLab({ seed: 'one' });
  await using other = await startLab({ seed: 'other' });
  expect(one.tenantId).not.toBe(other.tenantId);
  await one.agents.kill({ host: 'AGENT1' });
  expect((await other.administrator.agents()).map(({ status }) => status)).toEqual(['active']);
});

const PEOPLE = Array.from({ length: 12 }, (_, n) => `user${n}@${n % 4 === 3 ? 'fabrikam' : 'contoso'}.com`);
const THREE_AGENTS = {
  ...DEFAULT_LAB,
  forest: { users: { named: PEOPLE.map((upn) => ({ sam: upn.replace(/@.*/, ''), upn, name: upn })) } },
  agents: ['AGENT1', 'AGENT2', 'AGENT3'].map((host) => ({ host })),
};

/** Everybody at once, every third with a wrong password. */
async function signInTogether(lab: Lab): Promise<void> {
  const attempts = PEOPLE.map(async (upn, n) => {
    const { password } = (await lab.forest?.passwordOf({ user: upn })) ?? { password: '' };
    return lab.devices.oauth.signIn({ upn, password: n % 3 === 0 ? 'wrong' : password });
  });
  await lab.clock.until(Promise.all(attempts), 'the sign-ins');
}

test('the same seed gives the same canonical history, also of twelve sign-ins at once among three agents', async () => {
  const run = async (): Promise<unknown> => {
    await using lab = await startLab({ seed: 'again', lab: THREE_AGENTS });
    await signInTogether(lab);
    await lab.clock.advance(3_600_000);
    return canonical((await lab.history.all({})).events);
  };
  const first = await run();
  expect(await run()).toEqual(first);
  for (const agent of ['AGENT1', 'AGENT2', 'AGENT3'])
    expect(JSON.stringify(first)).toMatch(new RegExp(`"agentMachine":"${agent}"`));
});

test('the canonical history tells of faults, and holds no address or port of this machine', async () => {
  using opened = vi.spyOn(Links.prototype, 'open');
  await using lab = await startLab({ seed: 'faults', lab: THREE_AGENTS });
  await lab.network.cut({ from: 'CONNECT1' });
  await lab.network.hold({ from: 'AGENT1', to: 'DC1' });
  await signInTogether(lab);
  await lab.clock.advance(3_600_000);
  await lab.network.restore({ from: 'CONNECT1' });
  const events = canonical((await lab.history.all({})).events);
  const kinds = new Set(events.map(({ kind }) => kind));
  for (const kind of ['link.cut', 'link.held', 'link.restored', 'sync.failed', 'clock.advanced'])
    expect(kinds).toContain(kind);
  expect(events.find(({ kind }) => kind === 'sync.failed')?.data).toEqual({
    code: 'PTALAB_CONNECT_FOREST_UNREACHABLE',
  });
  const links = await Promise.all(opened.mock.results.map(({ value }) => value));
  const ports = links.map(({ address }) => address.port);
  expect(ports.length).toBeGreaterThan(20);
  // AADSTS codes are as long as ports.
  const text = JSON.stringify(events, (name, value: unknown) => (name === 'errorCode' ? undefined : value));
  expect(text).not.toContain('127.0.0.1');
  expect(text).not.toMatch(new RegExp(`\\b(${ports.join('|')})\\b`));
});

test('labs that have stopped leave no folder behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'labs-'));
  vi.stubEnv('NODE_COMPILE_CACHE', join(tmpdir(), 'node-compile-cache'));
  vi.stubEnv('TMPDIR', folder);
  try {
    for (const seed of ['one', 'two', 'three']) {
      await using lab = await startLab({ seed });
      expect(readdirSync(folder)).toHaveLength(1);
      await lab.stop();
      // Connections that the stop has ended are noticed late.
      for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
      expect(readdirSync(folder)).toEqual([]);
    }
  } finally {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  }
});
