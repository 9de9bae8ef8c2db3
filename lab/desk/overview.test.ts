import { expect, test } from 'vitest';
import { startLab } from '../launchers/index.ts';
import { overviewOf } from './overview.ts';

test('a status has the whole lockout policy of every domain, as it is now', async () => {
  const domains = [{ domain: 'emea.corp.contoso.com', lockout: { threshold: 3, duration: '0s' } }];
  const forest = { users: { generate: 0 }, lockout: { threshold: 5, observationWindow: '10m' }, domains };
  await using lab = await startLab({ lab: { forest, cloud: {} } });
  await lab.forest?.setLockoutPolicy({ threshold: 7 });
  expect((await overviewOf(lab)).lockouts).toEqual([
    { domain: 'corp.contoso.com', threshold: 7, observationWindow: 600_000, duration: 1_800_000 },
    { domain: 'emea.corp.contoso.com', threshold: 3, observationWindow: 1_800_000, duration: 0 },
  ]);
});
