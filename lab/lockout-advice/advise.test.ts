import { expect, test } from 'vitest';
import { defaultLab, parseLab } from '../config/index.ts';
import { advise } from './advise.ts';
import { DEFAULT_PLAN } from './attacks.ts';
import { directoryPolicies, namedUsers, policyOfUser } from './from-forest.ts';
import { adviceJson, adviceSchema } from './json.ts';
import { adviceLines } from './text.ts';
import { cloudOf, MINUTE, policyOf } from './testing.fixture.ts';

test('the page’s example: Active Directory locks first and the rule is broken; the proposal keeps the spray out', async () => {
  const advice = await advise({ cloud: cloudOf(10), policies: [policyOf(5)] }, 'current', DEFAULT_PLAN);
  const json = adviceSchema.parse(adviceJson(advice));
  const [policy] = json.policies;
  expect(json).toMatchObject({ keepsRule: false, bounds: { activeDirectoryThresholdAtLeast: 20 } });
  expect(policy).toMatchObject({ isPageExample: true, keepsRule: false });
  const first = Object.fromEntries(
    policy?.trials.map(({ attack, locksFirst }) => [attack, locksFirst]) ?? [],
  );
  expect(first).toEqual({
    sprayFromNewPlaces: 'activeDirectory',
    sprayFromUsualPlace: 'activeDirectory',
    stalePhoneOldPassword: 'activeDirectory',
    stalePhoneLastPassword: 'cloud',
    stalePhoneHashSync: 'nobody',
    directFailures: 'activeDirectory',
    everythingAtOnce: 'activeDirectory',
  });
  const after = json.proposals[0]?.trials[0]?.trials ?? [];
  const locked = after.filter(({ activeDirectory }) => activeDirectory !== null).map(({ attack }) => attack);
  expect(locked).toEqual(['directFailures', 'everythingAtOnce']);
});

test('settings that keep the rule need no proposal; what users meet is told with it', async () => {
  const advice = await advise(
    { cloud: cloudOf(5, 1_860), policies: [policyOf(15)] },
    'current',
    DEFAULT_PLAN,
  );
  expect([advice.keepsRule, advice.proposals]).toEqual([true, []]);
  expect(adviceLines(advice)).toEqual(
    expect.arrayContaining([
      'Smart Lockout (cloud, seconds): 5 tries, then 1860 s (31 min), each further lock longer',
      '      the cloud locks first, after 5 tries, 2m in, for 1860 s (31 min)',
      '      Active Directory never locks: it saw 8 of 200 tries',
      '      the user: usual places signs in; new places AADSTS50053 98 % of the time; on premises logs on',
      "The documented rule holds (durations compared with Active Directory's lock).",
    ]),
  );
});

test('policies that say the same are tried once', async () => {
  const policies = [policyOf(10), policyOf(10, { name: 'twin' })];
  const advice = await advise({ cloud: cloudOf(5), policies }, 'current', { ...DEFAULT_PLAN, guesses: 3 });
  expect(advice.policies[0]?.trials).toBe(advice.policies[1]?.trials);
  expect(adviceLines(advice)).toContain('  the attacks end as for corp.contoso.com, which says the same');
});

test('a lock that only an administrator ends is told as such', async () => {
  const sides = { cloud: cloudOf(10), policies: [policyOf(5, { duration: 0 })] };
  const advice = await advise(sides, 'current', DEFAULT_PLAN);
  expect(adviceJson(advice).policies[0]?.trials[0]?.activeDirectory).toMatchObject({
    firstLockSeconds: null,
  });
  expect(adviceLines(advice).join('\n')).toContain(
    'Active Directory locks first, after 5 tries, 2m in, until an admin',
  );
});

test('policies come from the forest: the domain’s own, fine-grained ones, and the one that a user is under', () => {
  const { forest } = parseLab(
    `forest:
  lockout: { threshold: 20, duration: 30m, observationWindow: 30m }
  domainControllers: [{ name: DC1, sparesOldPasswords: false }]
  groups: [{ name: Service desk, members: [bob] }]
  fineGrainedPolicies:
    - { name: Strict, precedence: 1, appliesTo: [Service desk], lockout: { threshold: 5 } }
  users:
    named: [{ sam: ada, upn: ada@contoso.com }, { sam: bob, upn: bob@contoso.com }]
`,
    'lab.yaml',
  );
  if (forest === undefined) throw new Error('no forest');
  const lockout = { threshold: 20, duration: 30 * MINUTE, observationWindow: 30 * MINUTE };
  expect(directoryPolicies(forest)).toMatchObject([
    { name: 'corp.contoso.com', lockout, sparesOldPasswords: false },
    { name: 'corp.contoso.com: Strict', appliesTo: ['Service desk'], lockout: { ...lockout, threshold: 5 } },
  ]);
  expect(policyOfUser(forest, 'BOB')?.lockout.threshold).toBe(5);
  expect(policyOfUser(forest, 'ada@contoso.com')?.lockout.threshold).toBe(20);
  expect(policyOfUser(forest, 'nobody')).toBeUndefined();
  expect(namedUsers(defaultLab().forest ?? forest)).toContain('ada@contoso.com');
});
