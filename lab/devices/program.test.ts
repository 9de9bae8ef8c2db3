import { expect, test } from 'vitest';
import { startTestDevices } from './test-devices.fixture.ts';

test('a program asks by real names, and reads redirects and cookies itself', async () => {
  await using it = await startTestDevices({
    'POST login.microsoftonline.com/x': ({ body, headers }) => ({
      status: 302,
      headers: { location: '/y', 'set-cookie': `said=${body}-${headers['x-a'] as string}` },
    }),
  });
  const asking = it.devices.program.ask({
    url: 'https://login.microsoftonline.com/x',
    method: 'POST',
    headers: { 'x-a': '1' },
    body: 'b',
  });
  expect(await it.lab.until(asking, 'the answer')).toMatchObject({
    kind: 'answered',
    status: 302,
    headers: { location: '/y', 'set-cookie': 'said=b-1' },
  });
});

test('a name that the lab does not have is out of reach', async () => {
  await using it = await startTestDevices({});
  const asking = it.devices.program.ask({ url: 'https://example.com/' });
  expect(await it.lab.until(asking, 'the answer')).toMatchObject({
    kind: 'unreachable',
    reason: expect.stringContaining('example.com') as string,
  });
});
