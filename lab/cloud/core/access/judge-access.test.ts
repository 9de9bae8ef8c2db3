import { describe, expect, test } from 'vitest';
import { ADA, anAttempt, testDesk, type TestDesk } from '../desk.fixture.ts';
import type { PasswordAttempt } from '../attempt.ts';
import { signInWithPassword } from '../sign-in.ts';
import { missingAccess } from './judge-access.ts';
import type { AccessPolicy } from './policy.ts';
import type { ProvidersWord } from './second-factor.ts';

const ADMIN = 'admin@contoso.onmicrosoft.com';

function bench(...policies: (Partial<AccessPolicy> & Pick<AccessPolicy, 'name'>)[]): TestDesk {
  const made = testDesk();
  for (const policy of policies) made.opened.tenant.access.put(policy);
  return made;
}

const signIn = ({ tenants }: TestDesk, changes: Partial<PasswordAttempt> = {}) =>
  signInWithPassword(anAttempt(changes), tenants);

describe('a second factor', () => {
  test('that is required is 50076 with a challenge that names the policy, after the right password alone', async () => {
    const made = bench({ name: 'mfa' });
    const [policy] = made.opened.tenant.access.policies();
    const refused = await signIn(made);
    expect(refused).toMatchObject({
      code: 50076,
      suberror: 'basic_action',
      next: 'secondFactor',
      proven: {},
    });
    const { claims = '' } = 'challenge' in refused ? (refused.challenge ?? {}) : {};
    expect(JSON.parse(claims)).toEqual({
      access_token: { capolids: { essential: true, values: [policy?.id] } },
    });
    made.say({ kind: 'answered', agentId: 'a', win32: 1326 });
    expect(await signIn(made)).toEqual({ code: 50126 });
  });

  test.each([
    ['a browser is interrupted', { client: 'browser' }, true, 50074],
    ['who has none registered must enrol', {}, false, 50079],
    ['and is interrupted for that in a browser', { client: 'browser' }, false, 50072],
    ['who has proven one passes', { secondFactor: true }, true, 0],
  ] as const)('%s', async (_name, changes, registered, code) => {
    const made = bench({ name: 'mfa' });
    const { users, access } = made.opened.tenant;
    access.setSecondFactor(users.get(ADA).id, registered);
    expect((await signIn(made, changes)).code).toBe(code);
  });

  test('is asked for again when it is older than the policy lets it be', async () => {
    const made = bench({ name: 'mfa', signInFrequency: 3_600_000 });
    const secondFactorAt = made.desk.clock.now();
    await made.lab.advance(3_600_001);
    expect((await signIn(made, { secondFactor: true, secondFactorAt })).code).toBe(50078);
  });
});

test.each<[string, Partial<AccessPolicy>, Partial<PasswordAttempt>, number]>([
  ['everybody', {}, {}, 50076],
  ['this user', { users: ['ADA@contoso.com'] }, {}, 50076],
  ['another user', { users: ['bo@contoso.com'] }, {}, 0],
  ['everybody but this user', { exceptUsers: [ADA] }, {}, 0],
  ['administrators', { roles: ['globalAdministrator'] }, {}, 0],
  ['this application', { apps: ['app'] }, { clientId: 'APP' }, 50076],
  ['the API it calls', { apps: ['api'] }, { clientId: 'app', resourceId: 'api' }, 50076],
  ['another application', { apps: ['other'] }, { clientId: 'app' }, 0],
  ['browsers', { clients: ['browser'] }, {}, 0],
  ['nobody may', { requires: 'nobody' }, {}, 53003],
  ['a compliant device', { requires: 'compliantDevice' }, {}, 53000],
  ['a joined device', { requires: 'joinedDevice' }, {}, 53001],
  ['an external challenge', { requires: 'externalChallenge' }, {}, 50158],
])('a policy for %s', async (_name, policy, changes, code) => {
  expect((await signIn(bench({ name: 'p', ...policy }), changes)).code).toBe(code);
});

test('a policy for a group holds for its members, nested ones too', async () => {
  const made = bench({ name: 'p', groups: ['Outer'] });
  const { groups, users } = made.opened.tenant;
  for (const [id, displayName] of [
    ['1', 'inner'],
    ['2', 'outer'],
  ] as const)
    groups.put({ id, displayName, membership: 'assigned', contacts: 0 });
  groups.addMember('2', '1');
  expect((await signIn(made)).code).toBe(0);
  groups.addMember('1', users.get(ADA).id);
  expect((await signIn(made)).code).toBe(50076);
});

test('security defaults block older protocols, and want a second factor of administrators', async () => {
  const made = bench();
  made.opened.tenant.access.securityDefaults = true;
  const password = made.opened.directory.passwordOf(ADMIN);
  expect((await signIn(made, { app: 'legacy' })).code).toBe(530035);
  expect((await signIn(made)).code).toBe(0);
  expect((await signIn(made, { upn: ADMIN, password })).code).toBe(50076);
});

test.each([
  ['risk', true, 50135, 'changePassword'],
  ['risk', false, 53004, undefined],
  ['resetRegistration', true, 50125, 'registerForReset'],
] as const)('an interrupt, %s (second factor: %s)', async (interrupt, registered, code, next) => {
  const made = bench();
  const { access, users } = made.opened.tenant;
  access.setInterrupt(users.get(ADA).id, interrupt);
  access.setSecondFactor(users.get(ADA).id, registered);
  const refused = await signIn(made);
  expect(refused.code).toBe(code);
  expect('next' in refused ? refused.next : undefined).toBe(next);
});

test.each<[ProvidersWord['behavior'], boolean, number | undefined]>([
  ['acceptIfMfaDoneByFederatedIdp', true, undefined],
  ['acceptIfMfaDoneByFederatedIdp', false, 50074],
  ['enforceMfaByFederatedIdp', true, undefined],
  ['enforceMfaByFederatedIdp', false, 50079],
  ['rejectMfaByFederatedIdp', true, 50074],
])("a provider's second factor: %s, claimed: %s", (behavior, claimsSecondFactor, code) => {
  const { desk } = bench({ name: 'mfa' });
  const facts = anAttempt({ client: 'browser', app: 'browser' });
  const missing = missingAccess(desk.tenant.users.get(ADA), facts, desk, { behavior, claimsSecondFactor });
  expect(missing?.aadsts).toBe(code);
});
