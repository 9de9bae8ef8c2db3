import { expect, test } from 'vitest';
import type { z } from 'zod';
import { History } from '../../history/history.ts';
import { lockoutConfig } from '../config/lockout.ts';
import { TrustRefusal } from '../errors.ts';
import { EventLog } from '../events/event-log.ts';
import { startTestFarm, USER, type TestFarm } from '../test-farm.fixture.ts';
import { LockoutGuard } from './guard.ts';
import { PrimaryActivity } from './store-access.ts';

const URL_ = '/adfs/ls/?wa=wsignin1.0&wtrealm=urn%3Afederation%3AMicrosoftOnline';
const MINUTE = 60_000;
const HOME = '192.0.2.1';
const ATTACKER = '198.51.100.66';

type Policy = z.input<typeof lockoutConfig>;
const farmWith = (extranetLockout: Policy, nodes = 1): Promise<TestFarm> =>
  startTestFarm({ nodes, extranetLockout: { enabled: true, threshold: 3, ...extranetLockout } });

/** One try from an address; whether it led to a token. */
async function tryFrom(
  farm: TestFarm,
  address: string,
  password = 'wrong',
  inside = false,
): Promise<boolean> {
  const headers = { 'x-forwarded-for': address };
  const { text } = await farm.ask(URL_, {
    form: { UserName: USER.upn, Password: password },
    headers,
    inside,
  });
  return text.includes('name="wresult"');
}

async function spray(farm: TestFarm, address: string, times: number): Promise<void> {
  for (let n = 0; n < times; n++) await tryFrom(farm, address);
}

async function ids(farm: TestFarm): Promise<number[]> {
  const written = await farm.federation.control.events({ limit: 1_000 });
  return written.map(({ id }) => id).filter((id) => id !== 1200 && id !== 1202 && id !== 342);
}

const ENFORCE = { mode: 'ADFSSmartLockoutEnforce' } as const;

test('the attacker is locked out and sends no more passwords to AD, the user at home is not', async () => {
  await using farm = await farmWith(ENFORCE);
  expect(await tryFrom(farm, HOME, USER.password)).toBe(true);
  await spray(farm, ATTACKER, 6);
  expect(farm.forest.checks).toBe(5);
  expect(await ids(farm)).toEqual([1203, 1203, 1203, 1203, 516, 1210, 1210, 1210]);
  expect(await tryFrom(farm, ATTACKER, USER.password)).toBe(false);
  expect(await tryFrom(farm, HOME, USER.password)).toBe(true);
  expect(await tryFrom(farm, ATTACKER, USER.password, true)).toBe(true);
});

test('locked as soon as the threshold is reached, where that is the setting', async () => {
  await using farm = await farmWith({ ...ENFORCE, lockedWhen: 'reached' });
  await spray(farm, ATTACKER, 6);
  expect(farm.forest.checks).toBe(3);
});

test('after the window one try is allowed; only the right password ends the lock', async () => {
  await using farm = await farmWith(ENFORCE);
  await spray(farm, ATTACKER, 4);
  await farm.lab.advance(30 * MINUTE);
  await spray(farm, ATTACKER, 3);
  expect(farm.forest.checks).toBe(5);
  await farm.lab.advance(30 * MINUTE);
  expect(await tryFrom(farm, ATTACKER, USER.password)).toBe(true);
  expect(await ids(farm)).toContain(515);
  const activity = await farm.federation.control.accountActivity({ user: USER.upn });
  expect(activity).toMatchObject({
    familiarAddresses: [ATTACKER],
    unknown: { badPasswords: 0, locked: false },
  });
});

test('of many who try at once after the window, one is let through', async () => {
  await using farm = await farmWith(ENFORCE);
  await spray(farm, ATTACKER, 4);
  await farm.lab.advance(30 * MINUTE);
  await Promise.all(Array.from({ length: 8 }, () => tryFrom(farm, ATTACKER)));
  expect(farm.forest.checks).toBe(5);
});

test('log-only counts, warns and lets everybody try', async () => {
  await using farm = await farmWith({ mode: 'ADFSSmartLockoutLogOnly' });
  await spray(farm, ATTACKER, 5);
  expect(farm.forest.checks).toBe(5);
  expect(await tryFrom(farm, ATTACKER, USER.password)).toBe(true);
  const written = await ids(farm);
  expect(written.slice(-5)).toEqual([512, 1203, 1210, 512, 515]);
});

test("an administrator resets a location's lock", async () => {
  await using farm = await farmWith(ENFORCE);
  const { control } = farm.federation;
  await spray(farm, ATTACKER, 5);
  expect(await control.accountActivity({ user: USER.upn })).toMatchObject({ unknown: { locked: true } });
  await control.resetAccountLockout({ user: USER.upn, location: 'familiar' });
  expect(await tryFrom(farm, ATTACKER, USER.password)).toBe(false);
  await control.resetAccountLockout({ user: USER.upn });
  expect(await tryFrom(farm, ATTACKER, USER.password)).toBe(true);
});

test.each(['ADPasswordCounter', 'ADFSSmartLockoutLogOnlyWithADPasswordCounter'] as const)(
  "%s refuses by AD's counter, and everybody when the PDC emulator that is required is silent",
  async (mode) => {
    await using farm = await farmWith({ mode });
    farm.forest.counter = { badPwdCount: 3, badPasswordTime: farm.lab.now() };
    expect(await tryFrom(farm, HOME, USER.password)).toBe(false);
    expect(await ids(farm)).toEqual([1210, 516]);
    await farm.lab.advance(30 * MINUTE);
    expect(await tryFrom(farm, HOME, USER.password)).toBe(true);
    farm.forest.pdcDown = true;
    expect(await tryFrom(farm, HOME, USER.password)).toBe(false);
    await farm.federation.control.setExtranetLockout({ requirePdc: false });
    expect(await tryFrom(farm, HOME, USER.password)).toBe(true);
  },
);

test('a new mode holds on a node once that was started again', async () => {
  await using farm = await farmWith({}, 2);
  const { control } = farm.federation;
  const { restartNeeded } = await control.setExtranetLockout(ENFORCE);
  expect(restartNeeded).toEqual(['ADFS1', 'ADFS2']);
  await spray(farm, ATTACKER, 6);
  expect(farm.forest.checks).toBe(6);
  for (const name of ['ADFS1', 'ADFS2']) {
    await control.stopNode({ name });
    await control.startNode({ name });
  }
  expect((await control.extranetLockout({})).restartNeeded).toEqual([]);
  await spray(farm, ATTACKER, 6);
  expect(farm.forest.checks).toBe(10);
});

test("all nodes count in the primary's store; one that does not reach it goes on alone", async () => {
  await using farm = await farmWith(ENFORCE, 2);
  const { control } = farm.federation;
  await spray(farm, ATTACKER, 2);
  const counted = async (): Promise<number> =>
    (await control.accountActivity({ user: USER.upn })).unknown.badPasswords;
  expect(await counted()).toBe(2);
  await control.stopNode({ name: 'ADFS1' });
  await spray(farm, ATTACKER, 4);
  expect(farm.forest.checks).toBe(4);
  expect((await ids(farm)).filter((id) => id === 557)).toHaveLength(1);
  await control.startNode({ name: 'ADFS1' });
  expect(await counted()).toBe(2);
  await farm.lab.advance(10 * MINUTE);
  await spray(farm, ATTACKER, 2);
  expect(await counted()).toBe(4);
});

test('a silent directory leaves smart lockout to count by name', async () => {
  await using farm = await farmWith(ENFORCE);
  farm.forest.down = true;
  expect(await tryFrom(farm, HOME, USER.password)).toBe(false);
  expect(await ids(farm)).toEqual([563, 364, 1201]);
});

const ANYBODY = {
  ...{ userName: 'a', account: 'a', addresses: [ATTACKER], correlationId: undefined },
  directoryCounter: () => Promise.resolve(undefined),
};

/** A guard without a farm around it, so that the directory can take its time. */
function bareGuard() {
  const activity = new PrimaryActivity();
  const now = (): number => 0;
  const policy = lockoutConfig.parse({ enabled: true, threshold: 3, ...ENFORCE });
  const events = new EventLog(new History({ now }), now);
  return {
    guard: new LockoutGuard({ node: 'ADFS1', policy: () => policy, activity, events, now }),
    activity,
  };
}

test('a right password that was on its way when the lock fell neither signs in nor ends the lock', async () => {
  const { guard, activity } = bareGuard();
  const answers: ((right: boolean) => void)[] = [];
  const attempt = (): Promise<string> =>
    guard.guarded(ANYBODY, async () => {
      const right = await new Promise<boolean>((resolve) => answers.push(resolve));
      if (!right) throw new TrustRefusal('failedAuthentication', 'wrong');
      return 'proved';
    });
  const tries = Array.from({ length: 10 }, attempt);
  answers.forEach((answer, nth) => answer(nth === 9));
  const ends = await Promise.allSettled(tries);
  expect(ends.at(-1)).toMatchObject({ status: 'rejected', reason: { reason: 'accountLocked' } });
  expect(activity.of(ANYBODY.account).unknown.badPasswords).toBeGreaterThan(3);
});
