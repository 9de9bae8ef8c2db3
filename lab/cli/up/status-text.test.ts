import { expect, test } from 'vitest';
import { statusText } from './status-text.ts';

test('a status is read row by row', () => {
  const text = statusText({
    seed: 's',
    clock: { now: '2026-01-05T08:00:00.000Z', mode: 'frozen' },
    events: 7,
    tenant: { name: 'contoso', id: 't1', passThrough: true, passwordHashSync: false },
    domains: [{ name: 'contoso.com', authentication: 'managed' }],
    agents: [
      {
        host: 'AGENT1',
        agentId: 'a1',
        process: 'running',
        pid: 42,
        tenant: 'active',
        lastReport: '2026-01-05T08:00:00.000Z',
      },
      {
        host: 'AGENT22',
        agentId: 'a2',
        process: 'killed',
        pid: null,
        tenant: 'not listed',
        lastReport: null,
      },
    ],
    domainControllers: [{ name: 'DC1', dnsName: 'dc1.corp', running: false, connections: 0 }],
    lockout: { threshold: 10, duration: 1_800_000, observationWindow: 900_000 },
  });
  expect(text).toContain('clock       2026-01-05T08:00:00.000Z, frozen');
  expect(text).toContain('AD lockout  after 10 wrong passwords within 15m, for 30m');
  expect(text).toContain('AGENT1   running (42)  active         2026-01-05T08:00:00.000Z  a1');
  expect(text).toContain('AGENT22  killed        not listed     –                         a2');
  expect(text).toMatch(/DC1 +stopped +0 +dc1\.corp/);
  expect(text).toContain('contoso.com  managed');
});
