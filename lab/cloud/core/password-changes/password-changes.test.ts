import { describe, expect, test } from 'vitest';
import { ADA, AGENT, anAttempt, testDesk, type TestDesk } from '../desk.fixture.ts';
import type { SignInDesk } from '../desk.ts';
import { signInWithPassword } from '../sign-in.ts';
import { changePassword } from './change-password.ts';
import { CHANGE_ELSEWHERE } from './expiry.ts';
import { resetPassword } from './reset-password.ts';
import { isStrong } from './strength.ts';
import type { WritebackResult, WrittenPassword } from './writeback.ts';

const ADMIN = 'admin@contoso.onmicrosoft.com';
const DAY = 24 * 3_600_000;
const NEW = 'Quite another 1';

/** A forest that says the same of every password. */
function bench(result: WritebackResult = 'written'): TestDesk & { written: WrittenPassword[] } {
  const written: WrittenPassword[] = [];
  const made = testDesk({
    writeback: {
      write: (password) => {
        written.push(password);
        return Promise.resolve(result);
      },
    },
  });
  const { tenant } = made.opened;
  tenant.passwordSettings = { ...tenant.passwordSettings, writeback: true };
  return { ...made, written };
}

function change({ desk }: TestDesk, upn: string, oldPassword: string, newPassword = NEW) {
  const user = desk.tenant.users.get(upn);
  return changePassword({ user, oldPassword, newPassword, correlationId: 'change' }, desk);
}

/** Pass-through off, and Ada's hash synced. */
function hashed(made: TestDesk): SignInDesk {
  const { desk } = made;
  const { tenant, passwords } = desk;
  tenant.setPassThrough(false);
  tenant.setPasswordHashSync(true);
  const ada = tenant.users.get(ADA);
  const passwordChangedAt = desk.clock.now();
  tenant.users.put({ ...ada, passwordHash: passwords.digest(ada.id, 'secret'), passwordChangedAt });
  return desk;
}

describe('a password that has expired on premises', () => {
  test.each([1330, 1907])('win32 %i: the page says where to change it', async (win32) => {
    const made = testDesk();
    made.say({ kind: 'answered', agentId: AGENT, win32 });
    const refused = await signInWithPassword(anAttempt(), made.tenants);
    expect(refused).toMatchObject({ code: 50144, text: CHANGE_ELSEWHERE });
    expect(refused).not.toHaveProperty('next');
  });

  test('with writeback, and licensed, it can be changed here', async () => {
    const made = bench();
    made.say({ kind: 'answered', agentId: AGENT, win32: 1330 });
    const expired = await signInWithPassword(anAttempt(), made.tenants);
    expect(expired).toMatchObject({ code: 50144, next: 'changePassword', proven: { user: { upn: ADA } } });
    const { tenant } = made.opened;
    tenant.passwordSettings = { ...tenant.passwordSettings, licensed: false };
    expect(await signInWithPassword(anAttempt(), made.tenants)).not.toHaveProperty('next');
  });

  test('revokes nothing', async () => {
    const made = testDesk();
    made.say({ kind: 'answered', agentId: AGENT, win32: 1330 });
    await signInWithPassword(anAttempt(), made.tenants);
    expect(made.opened.tenant.users.get(ADA).tokensValidFrom).toBe(0);
  });
});

describe("the cloud's own expiry", () => {
  test('a synced password never expires, unless the tenant has it do so after 90 days', async () => {
    const made = testDesk();
    const { tenant } = hashed(made);
    await made.lab.advance(91 * DAY);
    expect((await signInWithPassword(anAttempt(), made.tenants)).code).toBe(0);
    tenant.passwordSettings = { ...tenant.passwordSettings, syncedExpire: true };
    expect(await signInWithPassword(anAttempt(), made.tenants)).toMatchObject({ code: 50055 });
    tenant.setPassThrough(true);
    expect((await signInWithPassword(anAttempt(), made.tenants)).code).toBe(0);
  });

  test('a cloud-only user changes it on the page', async () => {
    const made = testDesk();
    const password = made.opened.directory.passwordOf(ADMIN);
    const { users } = made.opened.tenant;
    users.put({ ...users.get(ADMIN), mustChangePassword: true });
    const attempt = anAttempt({ upn: ADMIN, password });
    expect(await signInWithPassword(attempt, made.tenants)).toMatchObject({
      code: 50055,
      next: 'changePassword',
    });
    expect((await change(made, ADMIN, password)).code).toBe(0);
    expect((await signInWithPassword({ ...attempt, password: NEW }, made.tenants)).code).toBe(0);
  });
});

describe('a change', () => {
  test('revokes what was given before', async () => {
    const made = testDesk();
    await made.lab.advance(5_000);
    await change(made, ADMIN, made.opened.directory.passwordOf(ADMIN));
    const { tokensValidFrom, passwordChangedAt } = made.opened.tenant.users.get(ADMIN);
    expect([tokensValidFrom, passwordChangedAt]).toEqual([made.desk.clock.now(), made.desk.clock.now()]);
  });

  test.each([
    ['the old one is wrong', 'wrong', NEW, 120000],
    ['the new one is weak', '', 'allsmallletters', 120002],
    ['the new one holds the name', '', 'Admin and 2026', 120002],
  ])('is refused when %s', async (_name, old, wanted, code) => {
    const made = testDesk();
    const password = old === '' ? made.opened.directory.passwordOf(ADMIN) : old;
    expect((await change(made, ADMIN, password, wanted)).code).toBe(code);
  });

  test.each<[WritebackResult, number]>([
    ['written', 0],
    ['wrongOld', 120000],
    ['complexity', 120004],
    ['lockedOrDisabled', 120014],
    ['unreachable', 120013],
  ])('of a synced user goes to the forest: %s', async (result, code) => {
    const made = bench(result);
    expect((await change(made, ADA, 'secret')).code).toBe(code);
    expect(made.written).toMatchObject([{ sourceAnchor: 'QWRh', oldPassword: 'secret', newPassword: NEW }]);
    expect(made.opened.tenant.users.get(ADA).tokensValidFrom > 0).toBe(code === 0);
    expect(JSON.stringify(made.history.all())).not.toContain(NEW);
  });

  test('of a synced user keeps a hash only where hashes are synced', async () => {
    const [without, with_] = [bench(), bench()];
    hashed(with_);
    for (const made of [without, with_]) await change(made, ADA, 'secret');
    expect(without.opened.tenant.users.get(ADA)).not.toHaveProperty('passwordHash');
    expect((await signInWithPassword(anAttempt({ password: NEW }), with_.tenants)).code).toBe(0);
  });

  test('wrong old passwords count, and a locked user changes nothing', async () => {
    const made = testDesk();
    for (const wrong of ['a', 'b', 'c']) await change(made, ADMIN, wrong);
    expect((await change(made, ADMIN, made.opened.directory.passwordOf(ADMIN))).code).toBe(50053);
  });
});

describe("an administrator's reset", () => {
  test('revokes, unlocks, and may have to be changed at the next sign-in', async () => {
    const made = testDesk();
    await made.lab.advance(1_000);
    for (const wrong of ['a', 'b', 'c']) await change(made, ADMIN, wrong);
    const reset = { upn: ADMIN, newPassword: NEW, mustChange: true, correlationId: 'reset' };
    expect(await resetPassword(reset, made.desk)).toMatchObject({ tokensValidFrom: made.desk.clock.now() });
    const attempt = anAttempt({ upn: ADMIN, password: NEW });
    expect((await signInWithPassword(attempt, made.tenants)).code).toBe(50055);
  });

  test('of a synced user needs writeback', async () => {
    const reset = { upn: ADA, newPassword: NEW, mustChange: false, correlationId: 'reset' };
    await expect(resetPassword(reset, testDesk().desk)).rejects.toThrow('writeback');
    const made = bench();
    await resetPassword(reset, made.desk);
    expect(made.written).toMatchObject([{ oldPassword: undefined }]);
    await expect(resetPassword(reset, bench('complexity').desk)).rejects.toThrow('complexity');
  });
});

test.each([
  ['Abcdef12', true],
  ['abcdef12', false],
  ['Ab1!', false],
  ['Xada-pw-1', false],
])('%s is strong: %s', (password, strong) => {
  expect(isStrong(password, ADA)).toBe(strong);
});
