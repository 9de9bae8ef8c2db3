import { expect, test } from 'vitest';
import type { PassthroughOutcome } from '../passthrough/validator.ts';
import { ADA, AGENT, anAttempt, testDesk, type TestDesk } from './desk.fixture.ts';
import { changePassword } from './password-changes/change-password.ts';
import { resetPassword } from './password-changes/reset-password.ts';
import { signInWithPassword } from './sign-in.ts';
import type { WritebackResult } from './password-changes/writeback.ts';

const RIGHT: PassthroughOutcome = { kind: 'answered', agentId: AGENT, win32: 0 };
const WRONG: PassthroughOutcome = { kind: 'answered', agentId: AGENT, win32: 1326 };

/** A desk whose agents answer when the test lets them, in the order of the requests. */
function slowDesk() {
  const answers: ((outcome: PassthroughOutcome) => void)[] = [];
  const validator = {
    validate: () => new Promise<PassthroughOutcome>((resolve) => answers.push(resolve)),
  };
  return { bench: testDesk({ validator }), answers };
}

const users = ({ opened }: TestDesk) => opened.tenant.users;

test.each([
  ['disabled', (bench: TestDesk) => users(bench).put({ ...users(bench).get(ADA), enabled: false }), 50057],
  ['deleted', (bench: TestDesk) => users(bench).delete(ADA, bench.clock.now()), 50034],
])('who was %s while an agent was asked does not sign in', async (_, change, code) => {
  const { bench, answers } = slowDesk();
  const signIn = signInWithPassword(anAttempt(), bench.tenants);
  change(bench);
  answers[0]?.(RIGHT);
  expect((await signIn).code).toBe(code);
});

test('what a sign-in gets is as old as the moment it came in', async () => {
  const { bench, answers } = slowDesk();
  const from = bench.clock.now();
  const signIn = signInWithPassword(anAttempt(), bench.tenants);
  await bench.lab.advance(5_000);
  answers[0]?.(RIGHT);
  expect(await signIn).toMatchObject({ code: 0, since: from });
});

test('a lock that falls while right passwords are being checked holds for them, and stays', async () => {
  const { bench, answers } = slowDesk();
  const tries = Array.from({ length: 20 }, () => signInWithPassword(anAttempt(), bench.tenants));
  answers.forEach((answer, nth) => answer(nth === 19 ? RIGHT : WRONG));
  const codes = (await Promise.all(tries)).map(({ code }) => code);
  expect(codes.slice(0, 3)).toEqual([50126, 50126, 50126]);
  expect(new Set(codes.slice(3))).toEqual(new Set([50053]));
  expect((await signInWithPassword(anAttempt(), bench.tenants)).code).toBe(50053);
});

/** A desk that writes passwords back, when the test lets it. */
function writingDesk() {
  let answer: (result: WritebackResult) => void = () => undefined;
  const writeback = { write: () => new Promise<WritebackResult>((resolve) => (answer = resolve)) };
  const bench = testDesk({ writeback });
  const { tenant } = bench.opened;
  tenant.passwordSettings = { ...tenant.passwordSettings, writeback: true, licensed: true };
  return { bench, answer: (result: WritebackResult) => answer(result) };
}

const correlationId = 'meanwhile';

test('a password that is written back makes nobody enabled who was disabled meanwhile', async () => {
  const { bench, answer } = writingDesk();
  const user = users(bench).get(ADA);
  const order = { user, oldPassword: 'old one', newPassword: 'A new one of 2026', correlationId };
  const change = changePassword(order, bench.desk);
  users(bench).put({ ...user, enabled: false });
  answer('written');
  expect(await change).toMatchObject({ code: 0, user: { enabled: false } });
  expect(users(bench).get(ADA).enabled).toBe(false);
});

test('nor does it bring back who was deleted meanwhile, whoever sets it', async () => {
  const own = writingDesk();
  const user = users(own.bench).get(ADA);
  const change = changePassword(
    { user, oldPassword: 'old one', newPassword: 'A new one of 2026', correlationId },
    own.bench.desk,
  );
  users(own.bench).delete(ADA, own.bench.clock.now());
  own.answer('written');
  expect(await change).toMatchObject({ code: 50034 });
  expect(users(own.bench).byUpn(ADA)).toBeUndefined();

  const administrators = writingDesk();
  const reset = resetPassword(
    { upn: ADA, newPassword: 'A new one of 2026', mustChange: false, correlationId },
    administrators.bench.desk,
  );
  users(administrators.bench).delete(ADA, administrators.bench.clock.now());
  administrators.answer('written');
  await expect(reset).rejects.toThrow(ADA);
  expect(users(administrators.bench).byUpn(ADA)).toBeUndefined();
});

test('the old password of a synced user is a password to guess: it counts, and a lock holds', async () => {
  const { bench, answer } = writingDesk();
  const { lockout, clock } = bench.desk;
  const arrival = lockout.arrive('203.0.113.7');
  const user = users(bench).get(ADA);
  const order = { user, oldPassword: 'wrong', newPassword: 'A new one of 2026', correlationId, arrival };
  for (let tries = 0; tries < 3; tries++) {
    const change = changePassword(order, bench.desk);
    answer('wrongOld');
    expect((await change).code).toBe(120000);
  }
  expect(lockout.isLocked(user.id, clock.now(), arrival)).toBe(true);
  expect((await changePassword(order, bench.desk)).code).toBe(50053);
});
