import { describe, expect, test } from 'vitest';
import { TARGET, DirectoryTarget, FORMER_PASSWORD, OLDER_PASSWORD, PASSWORD } from './directory-target.ts';
import type { DirectoryPolicy } from './sides.ts';
import { TenantTarget, type Method } from './tenant-target.ts';
import { cloudOf, MINUTE, policyOf } from './testing.fixture.ts';

interface Setting {
  readonly cloud?: ReturnType<typeof cloudOf>;
  readonly policy?: DirectoryPolicy;
  readonly method?: Method;
}

/** A tenant and a domain with one user who has signed in from home, and the time that both live by. */
function estate({ cloud = cloudOf(10), policy = policyOf(10), method = 'passThrough' }: Setting) {
  const time = { now: Date.UTC(2026, 0, 5, 8) };
  const directory = new DirectoryTarget(policy, () => time.now);
  const tenant = new TenantTarget(cloud, directory, method, () => time.now);
  tenant.signIn(PASSWORD, 'home');
  const signIn = (password: string, from = 'home') => tenant.signIn(password, from).code;
  const repeat = (password: string, times: number) => Array.from({ length: times }, () => signIn(password));
  const spray = (times: number, from = 'away') =>
    Array.from({ length: times }, (_, n) => signIn(`Guess-${n}-Passw0rd`, from));
  return { time, directory, tenant, signIn, repeat, spray };
}

const times = (count: number, code: number): number[] => Array.from({ length: count }, () => code);

describe('a password spray', () => {
  test('stops in the cloud where the cloud’s threshold is the lower one', () => {
    const { directory, signIn, spray } = estate({ cloud: cloudOf(5) });
    expect(spray(10)).toEqual([...times(5, 50126), ...times(5, 50053)]);
    expect([directory.badTries, directory.isLocked()]).toEqual([5, false]);
    expect(signIn(PASSWORD, 'home')).toBe(0);
  });

  test('locks both at the same moment where the thresholds are alike', () => {
    const { directory, tenant, spray } = estate({});
    spray(10);
    expect([directory.isLocked(), tenant.lockout.state(TARGET).locks]).toEqual([true, 1]);
  });

  test('by the example of the page, 10 and 5, locks Active Directory and with it the user everywhere', () => {
    const { directory, signIn, spray } = estate({ policy: policyOf(5) });
    expect(spray(6)).toEqual([...times(5, 50126), 50053]);
    expect(directory.isLocked()).toBe(true);
    expect(signIn(PASSWORD, 'home')).toBe(50053);
  });

  test('comes through again after each lock: with a short one Active Directory’s counter never lapses', () => {
    const triesSeen = (seconds: number) => {
      const { time, directory, spray } = estate({ cloud: cloudOf(5, seconds) });
      for (let minute = 0; minute < 60; minute++, time.now += MINUTE) spray(5);
      return directory.isLocked();
    };
    expect([triesSeen(60), triesSeen(31 * 60)]).toEqual([true, false]);
  });
});

describe('a phone with one stale password', () => {
  test('does not lock a user whose hash is synced, as the cloud remembers the last three wrong ones', () => {
    const { directory, repeat, signIn } = estate({ method: 'passwordHashSync' });
    expect(repeat(OLDER_PASSWORD, 12)).toEqual(times(12, 50126));
    expect(signIn(PASSWORD)).toBe(0);
    expect(directory.badTries).toBe(0);
  });

  test('locks a pass-through user in the cloud, and nobody in Active Directory with one of the last two', () => {
    const { directory, repeat, signIn } = estate({ policy: policyOf(5) });
    expect(repeat(FORMER_PASSWORD, 12)).toEqual([...times(10, 50126), 50053, 50053]);
    expect(directory.badTries).toBe(0);
    expect([signIn(PASSWORD), signIn(PASSWORD, 'away')]).toEqual([50053, 0]);
  });

  test.each([
    ['an older password', OLDER_PASSWORD, {}],
    ['domain controllers that spare none', FORMER_PASSWORD, { sparesOldPasswords: false }],
    ['no password history', FORMER_PASSWORD, { historyLength: 0 }],
  ])('locks Active Directory too with %s', (_, password, more) => {
    const { directory, repeat } = estate({ policy: policyOf(5, more) });
    repeat(password, 5);
    expect(directory.isLocked()).toBe(true);
  });
});

describe('more tries than the threshold', () => {
  const datacenters = { count: 4, state: 'synced', syncLagMs: MINUTE } as const;

  test('come through until datacenters have told one another', () => {
    const { spray } = estate({ cloud: cloudOf(5, 60, { datacenters }), policy: policyOf(0) });
    const through = spray(40).indexOf(50053);
    expect(through).toBeGreaterThan(5);
    expect(through).toBeLessThanOrEqual(4 * 4 + 1);
  });

  test('come through where each datacenter counts alone: the threshold times datacenters', () => {
    const separate = { ...datacenters, state: 'separate' } as const;
    const { spray } = estate({ cloud: cloudOf(5, 60, { datacenters: separate }), policy: policyOf(0) });
    expect(spray(400).filter((code) => code === 50126)).toHaveLength(5 * 4);
  });
});

describe('two locks that know nothing of each other', () => {
  test('Active Directory unlocked, the cloud stays locked until it is reset or lapses', () => {
    const { directory, tenant, signIn, spray } = estate({});
    spray(10, 'home');
    directory.unlock();
    expect([directory.isLocked(), signIn(PASSWORD)]).toEqual([false, 50053]);
    expect([tenant.lockout.unlock(TARGET, 'knownPassword'), signIn(PASSWORD)]).toEqual([false, 50053]);
    expect([tenant.lockout.unlock(TARGET, 'administratorReset'), signIn(PASSWORD)]).toEqual([true, 0]);
  });

  test('the cloud’s lock gone, Active Directory’s stays, and is not counted in the cloud', () => {
    const { time, directory, tenant, repeat, signIn, spray } = estate({});
    spray(10, 'home');
    time.now += MINUTE;
    expect(repeat(PASSWORD, 20)).toEqual(times(20, 50053));
    expect(tenant.lockout.stateFrom(TARGET, 'familiar').failures).toBe(10);
    directory.unlock();
    expect(signIn(PASSWORD)).toBe(0);
  });

  test('failures at a domain controller itself count there alone', () => {
    const { directory, tenant, signIn } = estate({});
    for (let n = 0; n < 10; n++) directory.tryPassword(OLDER_PASSWORD);
    expect(signIn(PASSWORD)).toBe(50053);
    expect(tenant.lockout.state(TARGET)).toEqual({ failures: 0, locks: 0, lockedUntil: null });
  });
});

test('a blocked location is answered as a lock is, with the right password, and reaches nobody', () => {
  const { directory, tenant, signIn } = estate({ cloud: cloudOf(10, 60, { blockedLocations: ['botnet'] }) });
  expect([signIn(PASSWORD, 'botnet'), signIn('Guess-0-Passw0rd', 'botnet'), signIn(PASSWORD)]).toEqual([
    50053, 50053, 0,
  ]);
  expect([directory.badTries, tenant.lockout.state(TARGET).failures]).toEqual([0, 0]);
});
