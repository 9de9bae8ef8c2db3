import { describe, expect, test } from 'vitest';
import { anAttempt, FAY, PROVIDER, testDesk, type TestDesk } from '../desk.fixture.ts';
import { homeRealmOf } from '../home-realm.ts';
import { signInWithPassword } from '../sign-in.ts';
import { SignInRecord } from '../record.ts';
import type { AppKind } from '../attempt.ts';
import { rolloutFeature, type RolloutFeature, type RolloutSettings } from './policy.ts';

const HOUR = 3_600_000;

/** Fay of the federated domain stands in the group "pilot". */
function bench(settings: Partial<RolloutSettings> = {}) {
  const made = testDesk();
  const { tenant } = made.opened;
  tenant.domains.setFederation('fabrikam.com', PROVIDER);
  tenant.rollout.configure(settings);
  tenant.groups.put({ id: 'g1', displayName: 'pilot', membership: 'assigned', contacts: 0 });
  tenant.groups.addMember('g1', tenant.users.get(FAY).id);
  return made;
}

function create({ opened: { tenant } }: TestDesk, feature: RolloutFeature): string {
  const id = `policy of ${feature}`;
  tenant.rollout.create({
    id,
    displayName: feature,
    feature,
    isEnabled: true,
    isAppliedToOrganization: false,
  });
  return id;
}

function rollOut(made: TestDesk, feature: RolloutFeature = 'passthroughAuthentication'): string {
  const id = create(made, feature);
  made.opened.tenant.rollout.addGroup(id, 'g1', made.desk.clock.now());
  return id;
}

const kindOf = ({ desk }: TestDesk, app: AppKind = 'browser', domainHint?: string): string => {
  const realm = homeRealmOf({ upn: FAY, app, domainHint }, desk);
  return realm.kind === 'managed' ? (realm.method ?? realm.kind) : realm.kind;
};

/** Fay's provider has vouched for her, in a browser. */
function federatedSignIn({ desk, tenants }: TestDesk, client: 'browser' | 'oauth' = 'browser'): void {
  const record = new SignInRecord(anAttempt({ upn: FAY, client }), tenants.service);
  [record.user, record.desk, record.method] = [desk.tenant.users.get(FAY), desk, 'federated'];
  record.finish(0);
}

describe('a group that is added', () => {
  test('takes its users over at once, and the password goes to an agent', async () => {
    const made = bench();
    expect(kindOf(made)).toBe('federated');
    rollOut(made);
    expect(kindOf(made)).toBe('passThrough');
    expect((await signInWithPassword(anAttempt({ upn: FAY }), made.tenants)).code).toBe(0);
    expect(made.asked).toMatchObject([{ userPrincipalName: FAY }]);
    expect(made.history.kind('realm.found')[0]?.data).toMatchObject({ because: 'stagedRollout' });
  });

  test('by the other document, after one more interactive sign-in at the provider', () => {
    const made = bench({ takesEffect: 'afterFederatedSignIn' });
    rollOut(made);
    expect(kindOf(made)).toBe('federated');
    federatedSignIn(made, 'oauth');
    expect(kindOf(made)).toBe('federated');
    federatedSignIn(made);
    expect(kindOf(made)).toBe('passThrough');
  });

  test.each<[string, AppKind, string | undefined]>([
    ['older protocols', 'legacy', undefined],
    ['requests with a hint', 'browser', 'fabrikam.com'],
  ])('leaves %s federated', (_name, app, hint) => {
    const made = bench();
    rollOut(made);
    expect(kindOf(made, app, hint)).toBe('federated');
  });

  test('with password hash sync has synced hashes compared, or is 50056', async () => {
    const made = bench();
    rollOut(made, 'passwordHashSync');
    expect((await signInWithPassword(anAttempt({ upn: FAY }), made.tenants)).code).toBe(50056);
    expect(made.asked).toEqual([]);
  });

  test.each(['passThrough', 'passwordHashSync', 'federated'] as const)('with both is %s, as set', (both) => {
    const made = bench({ both });
    rollOut(made);
    rollOut(made, 'passwordHashSync');
    expect(kindOf(made)).toBe(both);
  });
});

describe('members', () => {
  test('who come later go over when that is noticed, by default after 24 hours', async () => {
    const made = bench();
    const { groups, rollout, users } = made.opened.tenant;
    groups.removeMember('g1', users.get(FAY).id);
    rollOut(made);
    groups.addMember('g1', users.get(FAY).id);
    rollout.membersChanged('g1', made.desk.clock.now());
    expect(kindOf(made)).toBe('federated');
    await made.lab.advance(24 * HOUR);
    expect(kindOf(made)).toBe('passThrough');
  });

  test('who leave stay managed until they sign in once more', async () => {
    const made = bench();
    const { groups, rollout, users } = made.opened.tenant;
    rollOut(made);
    expect(kindOf(made)).toBe('passThrough');
    groups.removeMember('g1', users.get(FAY).id);
    rollout.membersChanged('g1', made.desk.clock.now());
    await made.lab.advance(25 * HOUR);
    expect(kindOf(made)).toBe('passThrough');
    await signInWithPassword(anAttempt({ upn: FAY, client: 'browser', app: 'browser' }), made.tenants);
    expect(kindOf(made)).toBe('federated');
  });

  test('of a policy that is switched off go back in the same way', async () => {
    const made = bench();
    const id = rollOut(made);
    expect(kindOf(made)).toBe('passThrough');
    made.opened.tenant.rollout.change(id, { isEnabled: false }, made.desk.clock.now());
    await signInWithPassword(anAttempt({ upn: FAY, client: 'browser', app: 'browser' }), made.tenants);
    expect(kindOf(made)).toBe('federated');
  });
});

describe('what is refused', () => {
  const add = (made: TestDesk, change: (tenant: TestDesk['opened']['tenant']) => void) => {
    const id = create(made, 'passthroughAuthentication');
    change(made.opened.tenant);
    return () => made.opened.tenant.rollout.addGroup(id, 'g1', 0);
  };
  const pilot = { id: 'g1', displayName: 'pilot', membership: 'assigned', contacts: 0 } as const;

  test('a dynamic group, one with contacts, one of more than 200 users', () => {
    expect(add(bench(), ({ groups }) => groups.put({ ...pilot, membership: 'dynamic' }))).toThrow('dynamic');
    expect(add(bench(), ({ groups }) => groups.put({ ...pilot, contacts: 1 }))).toThrow('contacts');
    const fill = add(bench(), ({ groups }) => {
      for (let n = 0; n < 200; n++) groups.addMember('g1', `user ${n}`);
    });
    expect(fill).toThrow('200');
  });

  test('a feature that is not played, and one of no such name', () => {
    expect(rolloutFeature('passwordHashSync')).toBe('passwordHashSync');
    expect(() => rolloutFeature('certificateBasedAuthentication')).toThrow('does not play');
    expect(() => rolloutFeature('passwordHashsync2')).toThrow('did you mean passwordHashSync?');
  });

  test('an eleventh group, and a second policy of a feature', () => {
    const made = bench();
    const { groups, rollout } = made.opened.tenant;
    const id = create(made, 'passwordHashSync');
    for (let n = 1; n <= 11; n++) groups.put({ ...pilot, id: `n${n}`, displayName: `group ${n}` });
    for (let n = 1; n <= 10; n++) rollout.addGroup(id, `n${n}`, 0);
    expect(() => rollout.addGroup(id, 'n11', 0)).toThrow('10 groups');
    expect(() => create(made, 'passwordHashSync')).toThrow('already');
  });

  test('users of nested groups do not count, and cloud-only users are not taken over', () => {
    const made = bench();
    const { groups, users, rollout } = made.opened.tenant;
    groups.put({ ...pilot, id: 'g2', displayName: 'outer' });
    groups.addMember('g2', 'g1');
    const id = create(made, 'passthroughAuthentication');
    rollout.addGroup(id, 'g2', 0);
    expect(rollout.isOver('passthroughAuthentication', users.get(FAY).id, 0)).toBe(false);
    const cloudOnly = made.opened.directory.add({ upn: 'cy@fabrikam.com', enabled: true, roles: [] });
    groups.addMember('g1', cloudOnly.id);
    rollout.addGroup(id, 'g1', 0);
    expect(homeRealmOf({ upn: 'cy@fabrikam.com', app: 'browser' }, made.desk).kind).toBe('federated');
  });
});
