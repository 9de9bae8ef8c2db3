import { expect, test } from 'vitest';
import { startLab } from '../lab/launchers/index.ts';

test('with its only agent killed, a user cannot sign in, and the history says why', async () => {
  await using lab = await startLab({
    lab: {
      forest: {
        users: { generate: 0, named: [{ sam: 'ada', upn: 'ada@contoso.com', password: 'Analytical-1843' }] },
      },
      cloud: { passThrough: true, domains: [{ name: 'contoso.com' }] },
      egress: {},
      connect: [{ host: 'CONNECT1' }],
      agents: [{ host: 'AGENT1' }],
    },
  });
  const ada = { upn: 'ada@contoso.com', password: 'Analytical-1843' };

  const before = await lab.clock.until(lab.devices.oauth.signIn(ada), 'the sign-in of ada');
  expect(before.outcome).toBe('success');

  await lab.agents.kill({ host: 'AGENT1' });
  const after = await lab.clock.until(lab.devices.oauth.signIn(ada), 'the sign-in of ada');
  expect(after.errorCode).toBe(80001);
  const { events } = await lab.history.of({ correlationId: after.correlationId });
  expect(events.map(({ kind }) => kind)).toContain('passthrough.noAgent');
});
