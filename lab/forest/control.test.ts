import { expect, test } from 'vitest';
import { subCodeOf } from '../ldap/client.ts';
import { forestConfig } from './config.ts';
import { openForestBench } from './testing.ts';

test('an account goes through its life by the control interface', async () => {
  await using bench = await openForestBench();
  const { control } = bench.forest;
  using client = await bench.connect();
  const refusal = async (password?: string): Promise<string | undefined> => {
    const right = password ?? (await control.passwordOf({ user: 'bob' })).password;
    const { diagnosticMessage } = await client.bind('bob@contoso.com', right);
    return subCodeOf(diagnosticMessage)?.toString(16);
  };
  const added = await control.addUser({ sam: 'bob', upn: 'bob@contoso.com', name: 'Bob, Jr.' });
  expect(added.dn).toBe('CN=Bob\\, Jr.,OU=Staff,DC=corp,DC=contoso,DC=com');
  expect(await refusal()).toBeUndefined();
  await control.setEnabled({ user: 'bob', enabled: false });
  expect(await refusal()).toBe('533');
  await control.setEnabled({ user: 'bob', enabled: true });
  await control.setAccountExpires({ user: 'bob', at: '2026-01-01T00:00:00Z' });
  expect(await refusal()).toBe('701');
  await control.setAccountExpires({ user: 'bob', at: null });
  await control.requirePasswordChange({ user: 'bob@contoso.com' });
  expect(await refusal()).toBe('773');
  await control.expirePassword({ user: 'BOB' });
  expect(await refusal()).toBe('532');
  await control.setPassword({ user: 'bob', password: 'Another-1!' });
  expect(await refusal('Another-1!')).toBeUndefined();
  await control.removeUser({ user: 'bob' });
  expect(await refusal('Another-1!')).toBe('52e');
  await expect(control.account({ user: 'bob' })).rejects.toThrow('no account bob');
});

test('an administrator unlocks', async () => {
  await using bench = await openForestBench({ lockout: { threshold: 1 } });
  const { control } = bench.forest;
  await control.addUser({ sam: 'bob', upn: 'bob@contoso.com', password: 'Right-1!' });
  using client = await bench.connect();
  await client.bind('bob@contoso.com', 'wrong');
  expect((await control.account({ user: 'bob' })).lockedOut).toBe(true);
  await control.unlock({ user: 'bob' });
  expect((await client.bind('bob@contoso.com', 'Right-1!')).code).toBe(0);
  expect(bench.history.kind('account.unlocked')).toMatchObject([{ data: { by: 'administrator' } }]);
});

test('the same seed hires the same people, and passwords are in nobody’s history', async () => {
  await using one = await openForestBench({ users: { generate: 5 } });
  await using other = await openForestBench({ users: { generate: 5 } });
  const people = await one.forest.control.accounts({});
  expect(await other.forest.control.accounts({})).toEqual(people);
  const { password } = await one.forest.control.passwordOf({ user: 'svc-connect' });
  using client = await one.connect();
  await client.bind('CORP\\svc-connect', password);
  expect(JSON.stringify(one.history.all())).not.toContain(password);
});

test('a lockout policy that contradicts itself is refused', async () => {
  await using bench = await openForestBench();
  const wider = bench.forest.control.setLockoutPolicy({ observationWindow: '2h' });
  await expect(wider).rejects.toThrow(/observation window/);
  await bench.forest.control.setLockoutPolicy({ threshold: 3, duration: '0s', observationWindow: '2h' });
  expect((await bench.forest.control.status({})).lockout).toEqual({
    threshold: 3,
    duration: 0,
    observationWindow: 7_200_000,
  });
  expect(forestConfig.safeParse({ lokout: {} }).success).toBe(false);
});
