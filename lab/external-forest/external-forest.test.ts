import { afterEach, beforeEach, expect, test } from 'vitest';
import { subCodeOf } from '../ldap/client.ts';
import { openOutsideBench, type OutsideBench } from './testing.ts';

let bench: OutsideBench;

beforeEach(async () => {
  bench = await openOutsideBench();
});

afterEach(() => bench[Symbol.asyncDispose]());

const ADA = { sam: 'ada', upn: 'ada@contoso.com', name: 'Ada Lovelace', password: 'Correct-horse-1' };

test('its facts are the domain’s, its names and passwords the description’s', async () => {
  await using forest = await bench.start({ users: { generate: 3, named: [ADA] } });
  expect(forest).toMatchObject({ domain: 'contoso.lab', netbios: 'CONTOSO', base: 'DC=contoso,DC=lab' });
  expect(forest.domainControllers).toMatchObject([{ name: 'DC1', dnsName: 'dc1.contoso.lab', isHome: true }]);
  const { accounts } = await forest.control.accounts({});
  expect(accounts.map(({ sam }) => sam).slice(0, 2)).toEqual(['svc-connect', 'ada']);
  expect(accounts).toHaveLength(5);
  using client = await bench.call('AGENT1', forest);
  for (const { upn } of accounts) {
    const { password } = await forest.control.passwordOf({ user: upn });
    expect(await client.bind(upn, password)).toMatchObject({ code: 0 });
  }
});

test('the invented people are those of the simulated forest, as far as the domain’s schema knows them', async () => {
  await using forest = await bench.start({ users: { generate: 2 } });
  const [person] = (await forest.control.accounts({})).accounts.slice(1);
  const { dn } = await forest.control.account({ user: person?.sam ?? '' });
  expect(dn).toMatch(/,OU=Staff,DC=contoso,DC=lab$/);
  expect(person?.upn).toMatch(/@contoso\.com$/);
});

test('states, groups and fine-grained policies are the domain’s to keep', async () => {
  await using forest = await bench.start({
    lockout: { threshold: 5, duration: '10m', observationWindow: '10m' },
    users: {
      generate: 0,
      named: [
        { ...ADA, memberOf: ['Careful'] },
        { sam: 'new', upn: 'new@contoso.com', mustChangePassword: true },
        { sam: 'gone', upn: 'gone@contoso.com', accountExpires: '2025-12-31T00:00:00Z' },
        { sam: 'night', upn: 'night@contoso.com', logonHours: 'never' },
        { sam: 'off', upn: 'off@contoso.com', enabled: false },
      ],
    },
    groups: [{ name: 'Careful' }],
    fineGrainedPolicies: [
      { name: 'Once', precedence: 10, appliesTo: ['Careful'], lockout: { threshold: 1 } },
    ],
  });
  using client = await bench.call('AGENT1', forest);
  const subCode = async (upn: string, password?: string): Promise<number | undefined> => {
    const known = await forest.control.passwordOf({ user: upn });
    const { diagnosticMessage } = await client.bind(upn, password ?? known.password);
    return subCodeOf(diagnosticMessage);
  };
  expect(await subCode('new@contoso.com')).toBe(0x773);
  expect(await subCode('gone@contoso.com')).toBe(0x701);
  expect(await subCode('night@contoso.com')).toBe(0x530);
  expect(await subCode('off@contoso.com')).toBe(0x533);
  expect(await subCode(ADA.upn, 'wrong')).toBe(0x52e);
  expect(await subCode(ADA.upn)).toBe(0x775);
  expect(await forest.control.account({ user: 'ada' })).toMatchObject({ lockedOut: true, badPwdCount: 1 });
  await forest.control.unlock({ user: 'ada' });
  expect(await subCode(ADA.upn)).toBeUndefined();
  expect((await forest.control.status({})).lockout).toMatchObject({ threshold: 5, duration: 600_000 });
});

test('an administrator’s changes arrive in the domain', async () => {
  await using forest = await bench.start({ users: { generate: 0, named: [ADA] } });
  const { control } = forest;
  await control.setPassword({ user: ADA.upn, password: 'Another-horse-2' });
  expect(await control.passwordOf({ user: 'CONTOSO\\ada' })).toEqual({ password: 'Another-horse-2' });
  await control.setEnabled({ user: 'ada', enabled: false });
  await control.setAccountExpires({ user: 'ada', at: '2030-01-01T00:00:00Z' });
  await control.requirePasswordChange({ user: 'ada' });
  expect(await control.account({ user: 'ada' })).toMatchObject({
    enabled: false,
    accountExpires: Date.UTC(2030, 0, 1),
    mustChangePassword: true,
    passwordExpired: false,
  });
  await control.addUser({ sam: 'bob', upn: 'bob@contoso.com' });
  await control.removeUser({ user: 'ada' });
  expect((await control.accounts({})).accounts.map(({ sam }) => sam)).toEqual(['svc-connect', 'bob']);
  await control.setLockoutPolicy({ threshold: 7 });
  expect((await control.status({})).lockout.threshold).toBe(7);
});

test('what no real domain does is refused with one code', async () => {
  await using forest = await bench.start({ users: { generate: 0, named: [ADA] } });
  const { control } = forest;
  for (const work of [
    control.expirePassword({ user: 'ada' }),
    control.agePassword({ user: 'ada', byMs: 1 }),
    control.setClockSkew({ name: 'DC1', aheadMs: 1 }),
    control.cutReplication({ from: 'DC1', to: 'DC2' }),
    control.breakTrust({ with: 'fabrikam.local' }),
  ]) {
    await expect(work).rejects.toMatchObject({ code: 'PTALAB_OUTSIDE_IMPOSSIBLE' });
  }
  for (const work of [
    control.passwordOf({ user: 'Administrator' }),
    control.setPassword({ user: 'Administrator', password: 'Never-changed-1' }),
  ]) {
    await expect(work).rejects.toMatchObject({ code: 'PTALAB_OUTSIDE_FOREIGN' });
  }
  await expect(control.stopDomainController({ name: 'DC2' })).rejects.toMatchObject({
    code: 'PTALAB_FOREST_NO_DC',
  });
  await expect(control.account({ user: 'nobody' })).rejects.toMatchObject({
    code: 'PTALAB_FOREST_NO_ACCOUNT',
  });
});

test('stopped, its controller refuses the lab’s hosts, and the domain goes on', async () => {
  await using forest = await bench.start({ users: { generate: 0, named: [ADA] } });
  using before = await bench.call('AGENT1', forest);
  await forest.control.stopDomainController({ name: 'dc1' });
  await expect(before.bind(ADA.upn, ADA.password)).rejects.toThrow('dc1.contoso.lab');
  await expect(bench.call('AGENT1', forest)).rejects.toThrow('dc1.contoso.lab');
  expect(await forest.control.account({ user: 'ada' })).toMatchObject({ sam: 'ada' });
  await forest.control.startDomainController({ name: 'DC1' });
  using after = await bench.call('AGENT1', forest);
  expect(await after.bind(ADA.upn, ADA.password)).toMatchObject({ code: 0 });
});

test('a link to it is cut for one host alone, and each answered request is told', async () => {
  await using forest = await bench.start({ users: { generate: 0, named: [ADA] } });
  using one = await bench.call('AGENT1', forest);
  using other = await bench.call('AGENT2', forest);
  bench.links.find('AGENT1')[0]?.cut();
  await expect(one.bind(ADA.upn, ADA.password)).rejects.toThrow('dc1.contoso.lab');
  expect(await other.bind(ADA.upn, ADA.password)).toMatchObject({ code: 0 });
  const told = bench.domain.history.kind('request.carried');
  expect(told.map(({ component, data }) => [component, data?.['from']])).toContainEqual(['DC1', 'AGENT2']);
  expect(JSON.stringify(told)).not.toContain(ADA.password);
});
