import { describe, expect, test } from 'vitest';
import { ADA, anAttempt, testDesk, type TestDesk } from '../desk.fixture.ts';
import { deleteUsers, importUsers } from '../import-users.ts';
import { signInWithPassword } from '../sign-in.ts';
import type { ExportedUser } from './exported-user.ts';
import { importHashes } from './import-hashes.ts';
import { ObjectIds } from './object-id.ts';
import type { SyncedPopulation } from './population.ts';
import { takePopulation } from './take-population.ts';
import { ntHash } from '../../../nt-hash/nt-hash.ts';

const COUNT = 1_000_000;
const DAY = 24 * 3_600_000;

function guidOf(n: number): string {
  const guid = Buffer.alloc(16, 0x11);
  guid.writeUInt32LE(n, 0);
  return guid.toString('base64');
}

function personOf(n: number, suffix: string): ExportedUser | undefined {
  if (!Number.isInteger(n) || n < 0 || n >= COUNT) return undefined;
  const name = `p${n}@${suffix}`;
  return {
    ...{ sourceAnchor: guidOf(n), userPrincipalName: name, displayName: `Person ${n}` },
    ...{ accountEnabled: true, mail: name, addresses: [`mail${n}@${suffix}`], passwordChangedAt: 1_000 },
  };
}

/** A million people, of whom a test counts how often one is made. */
function million(suffix = 'contoso.com') {
  const made = { people: 0 };
  const of = (text: RegExpExecArray | null): ExportedUser | undefined => {
    made.people++;
    return personOf(Number(text?.[1] ?? NaN), suffix);
  };
  const population: SyncedPopulation = {
    count: COUNT,
    upnSuffix: suffix,
    byUpn: (upn) => of(new RegExp(`^p(\\d+)@${suffix}$`, 'i').exec(upn)),
    byAddress: (address) => of(new RegExp(`^mail(\\d+)@${suffix}$`, 'i').exec(address)),
    byAnchor: (anchor) => {
      const guid = Buffer.from(anchor, 'base64');
      const person = guid.length === 16 ? personOf(guid.readUInt32LE(0), suffix) : undefined;
      return person?.sourceAnchor === anchor ? person : undefined;
    },
    page: (from, size) =>
      Array.from({ length: Math.min(size, COUNT - from) }, (_, at) => personOf(from + at, suffix)).flatMap(
        (person) => person ?? [],
      ),
    passwordHashOf: () => ntHash('secret').toString('hex'),
  };
  return { population, made };
}

function withMillion(suffix?: string): TestDesk {
  const test = testDesk();
  const { population } = million(suffix);
  takePopulation({ count: COUNT, hashes: false }, { ...test.opened, population });
  return test;
}

describe('a million users exported as one', () => {
  test('are there by name, anchor, id and address, and none of them is kept', () => {
    const { users } = withMillion().opened.tenant;
    const one = users.get('P777777@contoso.com');
    expect(users.byId(one.id)).toEqual(one);
    expect(users.byAnchor(guidOf(777_777))).toEqual(one);
    expect(users.byAlternateLoginId('MAIL777777@contoso.com')).toEqual(one);
    expect(one).toMatchObject({
      upn: 'p777777@contoso.com',
      immutableId: guidOf(777_777),
      tokensValidFrom: 0,
    });
    expect(users.size).toBe(COUNT + 3);
    expect(users.kept()).toHaveLength(3);
  });

  test('sign in', async () => {
    const made = withMillion();
    expect((await signInWithPassword(anAttempt({ upn: 'p5@contoso.com' }), made.tenants)).code).toBe(0);
    expect((await signInWithPassword(anAttempt({ upn: 'p1000000@contoso.com' }), made.tenants)).code).toBe(
      50034,
    );
    expect(made.opened.tenant.users.kept()).toHaveLength(3);
  });

  test('one who is changed is kept from then on, under the same id, and counted once', () => {
    const { tenant } = withMillion().opened;
    const { id } = tenant.users.get('p5@contoso.com');
    const five = personOf(5, 'contoso.com');
    if (five === undefined) throw new Error('there is a fifth');
    importUsers(tenant, [{ ...five, userPrincipalName: 'renamed@contoso.com', accountEnabled: false }], 0);
    expect(tenant.users.get('renamed@contoso.com')).toMatchObject({ id, enabled: false });
    expect(tenant.users.byUpn('p5@contoso.com')).toBeUndefined();
    expect(tenant.users.byAlternateLoginId('mail5@contoso.com')?.id).toBe(id);
    expect(tenant.users.size).toBe(COUNT + 3);
  });

  test('one who is deleted is gone, and comes back from the recycle bin', () => {
    const { tenant } = withMillion().opened;
    const before = tenant.users.get('p5@contoso.com');
    expect(deleteUsers(tenant, [guidOf(5), guidOf(COUNT)], 0)).toBe(1);
    expect(tenant.users.byUpn('p5@contoso.com')).toBeUndefined();
    expect(tenant.users.byId(before.id)).toBeUndefined();
    expect(tenant.users.size).toBe(COUNT + 2);
    tenant.users.restore(before.id, 29 * DAY);
    expect(tenant.users.get('p5@contoso.com')).toEqual(before);
  });

  test('come in pages, each user once', () => {
    const { tenant } = withMillion().opened;
    deleteUsers(tenant, [guidOf(1)], 0);
    const first = tenant.users.page(0, 10);
    expect(first.users).toHaveLength(3);
    const second = tenant.users.page(first.next ?? 0, 3);
    expect(second.users.map(({ upn }) => upn)).toEqual(['p0@contoso.com', 'p2@contoso.com']);
    expect(tenant.users.page(second.next ?? 0, 1).users[0]?.upn).toBe('p3@contoso.com');
  });

  test('with a suffix that is no verified domain have the initial domain', () => {
    const { users } = withMillion('corp.local').opened.tenant;
    const name = 'p5@contoso.onmicrosoft.com';
    expect(users.get(name)).toMatchObject({ upn: name, onPremisesUpn: 'p5@corp.local' });
    expect(users.byUpn('p5@corp.local')).toBeUndefined();
  });

  test('have their hashes once those are said to be there', async () => {
    const made = withMillion();
    const { tenant } = made.opened;
    tenant.setPassThrough(false);
    const attempt = anAttempt({ upn: 'p5@contoso.com' });
    expect((await signInWithPassword(attempt, made.tenants)).code).toBe(50056);
    takePopulation({ count: COUNT, hashes: true }, { ...made.opened, population: million().population });
    expect((await signInWithPassword(attempt, made.tenants)).code).toBe(0);
    expect((await signInWithPassword({ ...attempt, password: 'wrong' }, made.tenants)).code).toBe(50126);
  });

  test('are refused when there are others here, or none', () => {
    const { opened } = testDesk();
    const { population } = million();
    expect(() => takePopulation({ count: 5, hashes: false }, { ...opened, population })).toThrow('1000000');
    expect(() => takePopulation({ count: 5, hashes: false }, opened)).toThrow('knows none');
  });
});

describe('hashes of single users', () => {
  const of = (password: string, more: object = {}) => ({
    ...{ sourceAnchor: 'QWRh', hash: ntHash(password).toString('hex'), changedAt: 5_000, temporary: false },
    ...more,
  });
  const signIn = (made: TestDesk, password: string) =>
    signInWithPassword(anAttempt({ upn: ADA, password }), made.tenants);

  test('are compared when pass-through is off, idle while it is on, and fallen back to by nobody', async () => {
    const made = testDesk();
    expect(importHashes([of('synced')], made.opened)).toEqual({ accepted: 1, skipped: 0 });
    made.say({ kind: 'noAgent' });
    expect((await signIn(made, 'synced')).code).toBe(80001);
    made.opened.tenant.setPassThrough(false);
    expect((await signIn(made, 'synced')).code).toBe(0);
    expect((await signIn(made, 'other')).code).toBe(50126);
  });

  test('a new one revokes what was given with the old one, the first one nothing', () => {
    const { opened } = testDesk();
    importHashes([of('one')], opened);
    expect(opened.tenant.users.get(ADA).tokensValidFrom).toBe(0);
    importHashes([of('two', { changedAt: 9_000 })], opened);
    expect(opened.tenant.users.get(ADA)).toMatchObject({ tokensValidFrom: 9_000, passwordChangedAt: 9_000 });
  });

  test('a temporary one is taken only where it can be changed here', async () => {
    const made = testDesk();
    made.opened.tenant.setPassThrough(false);
    const temporary = of('temporary', { temporary: true });
    expect(importHashes([temporary], made.opened)).toEqual({ accepted: 0, skipped: 1 });
    const { tenant } = made.opened;
    tenant.passwordSettings = { ...tenant.passwordSettings, temporarySynced: true };
    importHashes([temporary], made.opened);
    expect((await signIn(made, 'temporary')).code).toBe(50055);
  });
});

describe('what Connect tells of one user', () => {
  const ada: ExportedUser = {
    ...{ sourceAnchor: 'QWRh', userPrincipalName: ADA, displayName: 'Ada', accountEnabled: true },
    passwordChangedAt: 1_000,
  };

  test('a password changed on premises revokes, the first news of it does not', () => {
    const { tenant } = testDesk().opened;
    const fresh = { ...ada, sourceAnchor: 'bmV3', userPrincipalName: 'new@contoso.com' };
    importUsers(tenant, [fresh], 0);
    expect(tenant.users.get('new@contoso.com').tokensValidFrom).toBe(0);
    importUsers(tenant, [{ ...fresh, passwordChangedAt: 2_000 }], 0);
    expect(tenant.users.get('new@contoso.com').tokensValidFrom).toBe(2_000);
  });

  test('a deleted user is nobody, and the same user again when it is exported anew', async () => {
    const made = testDesk();
    const { tenant } = made.opened;
    const { id } = tenant.users.get(ADA);
    deleteUsers(tenant, ['QWRh'], made.desk.clock.now());
    expect((await signInWithPassword(anAttempt(), made.tenants)).code).toBe(50034);
    importUsers(tenant, [ada], made.desk.clock.now());
    expect(tenant.users.get(ADA).id).toBe(id);
    expect(tenant.users.bin.all(made.desk.clock.now())).toEqual([]);
  });

  test('after thirty days a deleted user is gone for good', () => {
    const { tenant } = testDesk().opened;
    const { id } = tenant.users.get(ADA);
    tenant.users.delete(ADA, 0);
    expect(tenant.users.bin.all(30 * DAY - 1)).toHaveLength(1);
    expect(() => tenant.users.restore(id, 30 * DAY)).toThrow('no deleted user');
  });

  test('an on-premises name that is another than the cloud’s is said, and agents are handed the one that is set', async () => {
    const made = testDesk();
    const { tenant } = made.opened;
    importUsers(tenant, [{ ...ada, userPrincipalName: 'ada@corp.local' }], 0);
    const attempt = anAttempt({ upn: 'ada@contoso.onmicrosoft.com' });
    await signInWithPassword(attempt, made.tenants);
    tenant.passwordSettings = { ...tenant.passwordSettings, agentName: 'onPremisesUserPrincipalName' };
    await signInWithPassword(attempt, made.tenants);
    expect(made.asked.map((request) => request.userPrincipalName)).toEqual([
      'ada@contoso.onmicrosoft.com',
      'ada@corp.local',
    ]);
    expect(made.history.kind('user.found')[0]?.data).toMatchObject({ onPremisesUpn: 'ada@corp.local' });
  });
});

test('an address signs its user in where the tenant lets it, for all or for a group', async () => {
  const made = testDesk();
  const { tenant } = made.opened;
  const { users, homeRealm, groups, rollout } = tenant;
  users.put({ ...users.get(ADA), alternateLoginIds: ['lovelace@contoso.com'] });
  const signIn = async () =>
    (await signInWithPassword(anAttempt({ upn: 'Lovelace@contoso.com' }), made.tenants)).code;
  expect(await signIn()).toBe(50034);
  homeRealm.setOrganisation({ ...homeRealm.organisation, alternateIdLogin: true });
  expect(await signIn()).toBe(0);
  expect(made.asked).toMatchObject([{ userPrincipalName: ADA }]);
  homeRealm.setOrganisation(undefined);
  groups.put({ id: 'g', displayName: 'pilot', membership: 'assigned', contacts: 0 });
  groups.addMember('g', users.get(ADA).id);
  const policy = { id: 'p', displayName: 'p', feature: 'emailAsAlternateId', isEnabled: true } as const;
  rollout.create({ ...policy, isAppliedToOrganization: false });
  rollout.addGroup('p', 'g', 0);
  expect(await signIn()).toBe(0);
});

test('object ids lead back to the anchor, differ from tenant to tenant, and are UUIDs', () => {
  const anchor = Buffer.from('00112233445566478899aabbccddeeff', 'hex').toString('base64');
  const [one, other] = [new ObjectIds('one'), new ObjectIds('other')];
  const id = one.of(anchor) ?? '';
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(one.anchorOf(id.toUpperCase())).toBe(anchor);
  expect(other.of(anchor)).not.toBe(id);
  expect([one.of('QQ=='), one.anchorOf('none')]).toEqual([undefined, undefined]);
});
