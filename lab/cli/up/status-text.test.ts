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
    lockouts: [
      { domain: 'corp', threshold: 10, duration: 1_800_000, observationWindow: 900_000 },
      { domain: 'emea.corp', threshold: 3, duration: 0, observationWindow: 60_000 },
      { domain: 'fabrikam.local', threshold: 0, duration: 60_000, observationWindow: 60_000 },
    ],
  });
  expect(text).toContain('clock    2026-01-05T08:00:00.000Z, frozen');
  expect(text).toMatch(/corp +10 wrong passwords +15m +30m/);
  expect(text).toMatch(/emea\.corp +3 wrong passwords +1m +until unlocked/);
  expect(text).toMatch(/fabrikam\.local +never +– +–/);
  expect(text).toContain('AGENT1   running (42)  active         2026-01-05T08:00:00.000Z  a1');
  expect(text).toContain('AGENT22  killed        not listed     –                         a2');
  expect(text).toMatch(/DC1 +stopped +0 +dc1\.corp/);
  expect(text).toContain('contoso.com  managed');
});
