import { expect, test } from 'vitest';
import { startLab } from '../lab/launchers/index.ts';

test('twelve hours pass in a moment, heartbeats and synchronization cycles included', async () => {
  await using lab = await startLab();
  const { fired } = await lab.clock.advance(12 * 3_600_000);
  expect(fired).toBeGreaterThanOrEqual(72 + 24);
  expect(lab.history.kind('agent.bootstrapped').length).toBeGreaterThanOrEqual(72);
});

test('two labs side by side share nothing', async () => {
  await using one = await startLab({ seed: 'one' });
  await using other = await startLab({ seed: 'other' });
  expect(one.tenantId).not.toBe(other.tenantId);
  await one.agents.kill('AGENT1');
  expect((await other.administrator.agents()).map(({ status }) => status)).toEqual(['active']);
});

test('the same seed gives the same canonical history', async () => {
  const { canonical } = await import('../lab/history/canonical.ts');
  const run = async (): Promise<unknown> => {
    await using lab = await startLab({ seed: 'again' });
    const accounts = (await lab.forest?.accounts({}))?.accounts ?? [];
    const upn = accounts.find(({ sam }) => !sam.startsWith('svc-'))?.upn ?? '';
    const password = (await lab.forest?.passwordOf({ user: upn }))?.password ?? '';
    await lab.clock.until(lab.devices.oauth.signIn({ upn, password }), 'the sign-in');
    await lab.clock.advance(3_600_000);
    return canonical(lab.history.all());
  };
  expect(await run()).toEqual(await run());
});
