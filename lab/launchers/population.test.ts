import { expect, test } from 'vitest';
import { startLab } from './index.ts';

const PEOPLE = 6_000;

test('users by the thousand come to the tenant as one, and whoever is changed comes alone', async () => {
  await using lab = await startLab({
    lab: {
      forest: { users: { generate: PEOPLE, named: [{ sam: 'ada', upn: 'ada@contoso.com' }] } },
      cloud: { passThrough: true },
      connect: [{ host: 'CONNECT1', passwordHashSync: true }],
      egress: {},
      agents: [{ host: 'AGENT1' }],
    },
  });
  const { forest, cloud } = lab;
  const connect = lab.connect.get('CONNECT1');
  if (forest === undefined || connect === undefined) throw new Error('the lab has both');
  expect(await cloud.status({})).toMatchObject({ users: PEOPLE + 2 });
  expect(await connect.status({})).toMatchObject({ exported: PEOPLE + 1 });
  const { accounts } = await forest.accounts({ limit: PEOPLE });
  const [one = '', other = ''] = accounts.slice(-2).map(({ upn }) => upn);
  const signIn = async (upn: string): Promise<[string, string | undefined]> => {
    const { password } = await forest.passwordOf({ user: upn });
    const { outcome } = await lab.clock.until(lab.devices.oauth.signIn({ upn, password }), 'a sign-in');
    return [outcome, (await cloud.signIns({ upn, limit: 1 }))[0]?.method];
  };
  expect(await signIn(one)).toEqual(['success', 'passThrough']);
  await forest.setEnabled({ user: one, enabled: false });
  expect(await lab.clock.until(connect.syncNow({}), 'a cycle')).toMatchObject({ exported: 1 });
  expect(await cloud.user({ upn: one })).toMatchObject({ enabled: false });
  await cloud.setPassThrough({ enabled: false });
  expect(await signIn(other)).toEqual(['success', 'passwordHashSync']);
  await forest.removeUser({ user: other });
  await lab.clock.until(connect.syncNow({}), 'a cycle');
  expect(await cloud.status({})).toMatchObject({ users: PEOPLE + 1 });
});
