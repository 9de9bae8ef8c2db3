import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { anAttempt, FAY, ADA, AGENT, testDesk, type TestDesk } from './desk.fixture.ts';
import type { PasswordAttempt } from './attempt.ts';
import { CODES, DEFAULT_OUTCOMES, isDecision } from './outcomes.ts';
import { signInWithPassword } from './sign-in.ts';

const ROOT = new URL('../../../', import.meta.url);
const page = readFileSync(new URL('docs/sign-in-decisions.md', ROOT), 'utf8');
const rows = [...page.matchAll(/^\| (\d+) +\| (\w*) *\| (.+?) *\|$/gm)].map(([, code = '', , here = '']) => ({
  code: Number(code),
  here,
}));
const outcomesIn = (here: string): string[] =>
  here.startsWith('`') ? [...here.matchAll(/`(\w+)`/g)].map(([, name = '']) => name) : [];

describe('docs/sign-in-decisions.md', () => {
  test('has every code that a decision can end with, once', () => {
    const codes = rows.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(CODES.filter((code) => !codes.includes(code))).toEqual([]);
  });

  test.each(rows)('$code: outcomes that have it, the file that decides it, or a reason', ({ code, here }) => {
    const names = outcomesIn(here);
    if (names.length > 0) {
      const having = Object.entries(DEFAULT_OUTCOMES).filter(([, value]) => value === code);
      expect(names.toSorted()).toEqual(having.map(([name]) => name).toSorted());
    } else if (here.startsWith('lab/')) {
      expect(existsSync(new URL(here, ROOT))).toBe(true);
      expect(readFileSync(new URL(here, ROOT), 'utf8')).toMatch(new RegExp(`\\b${code}\\b`));
    } else expect(here.split(' ').length).toBeGreaterThan(5);
  });
});

type Arrange = (made: TestDesk) => unknown;

const ada = (change: object): Arrange => {
  return ({ opened: { tenant } }) => tenant.users.put({ ...tenant.users.get(ADA), ...change });
};
const needs = (
  requires: 'nobody' | 'compliantDevice' | 'joinedDevice' | 'externalChallenge' | 'secondFactor',
) => {
  return ({ opened }: TestDesk) => opened.tenant.access.put({ name: 'p', requires });
};
const lacksFactor: Arrange = ({ opened: { tenant } }) => {
  tenant.access.setSecondFactor(tenant.users.get(ADA).id, false);
};
const interrupted = (interrupt: 'risk' | 'resetRegistration'): Arrange => {
  return ({ opened: { tenant } }) => tenant.access.setInterrupt(tenant.users.get(ADA).id, interrupt);
};
const noPassThrough: Arrange = ({ opened }) => opened.tenant.setPassThrough(false);
const hashed: Arrange = ({ opened: { tenant, passwords } }) => {
  tenant.setPassThrough(false);
  const user = tenant.users.get(ADA);
  tenant.users.put({ ...user, passwordHash: passwords.digest(user.id, 'secret') });
};
const both =
  (...steps: Arrange[]): Arrange =>
  (made) =>
    steps.forEach((step) => step(made));
const browser = { client: 'browser', app: 'browser' } as const;
const locked: Arrange = ({ opened: { lockout, tenant }, desk }) => {
  for (let time = 0; time < 3; time++) lockout.countWrong(tenant.users.get(ADA).id, desk.clock.now());
};

/** How a sign-in with a password meets each decision; the others are met on other ways in, and tested there. */
const MET: Record<string, readonly [Partial<PasswordAttempt>, Arrange?]> = {
  tenantNotFound: [{ authority: 'nowhere.example' }],
  tenantNotNamed: [{ upn: 'a@nowhere.example' }],
  userNotFound: [{ upn: 'no@contoso.com' }],
  userDeleted: [{}, ({ opened, desk }) => opened.tenant.users.delete(ADA, desk.clock.now())],
  userOfAnotherTenant: [{}, ada({ userType: 'Guest' })],
  userDisabled: [{}, ada({ enabled: false })],
  emptyPassword: [{ password: '' }],
  smartLockout: [{}, locked],
  locationBlocked: [{}, ({ opened }) => opened.lockout.change({ blockedLocations: ['203.0.113.7'] })],
  noMethod: [{}, noPassThrough],
  wrongCloudPassword: [{ password: 'wrong' }, hashed],
  noPasswordStored: [{}, both(noPassThrough, ({ opened }) => opened.tenant.setPasswordHashSync(true))],
  federatedPassword: [{ upn: FAY }],
  expiredCloudPassword: [{}, both(hashed, ada({ passwordExpiresAt: 0 }))],
  temporaryPassword: [{}, both(hashed, ada({ mustChangePassword: true }))],
  secondFactorRequired: [{}, needs('secondFactor')],
  secondFactorInterrupt: [browser, needs('secondFactor')],
  secondFactorEnrolment: [{}, both(needs('secondFactor'), lacksFactor)],
  secondFactorEnrolmentInterrupt: [browser, both(needs('secondFactor'), lacksFactor)],
  secondFactorTooOld: [
    { secondFactor: true, secondFactorAt: 0 },
    ({ opened }) => opened.tenant.access.put({ name: 'p', signInFrequency: 1_000 }),
  ],
  accessBlocked: [{}, needs('nobody')],
  legacyBlocked: [{ app: 'legacy' }, ({ opened }) => (opened.tenant.access.securityDefaults = true)],
  deviceNotCompliant: [{}, needs('compliantDevice')],
  deviceNotJoined: [{}, needs('joinedDevice')],
  externalChallenge: [{}, needs('externalChallenge')],
  userAtRisk: [{}, interrupted('risk')],
  enrolmentAtRisk: [{}, both(interrupted('risk'), lacksFactor)],
  resetRegistration: [{}, interrupted('resetRegistration')],
};

test.each(Object.entries(MET))('%s is met, and its row can be replaced', async (name, [changes, arrange]) => {
  const attempt = anAttempt(changes);
  const plain = testDesk();
  arrange?.(plain);
  const { code } = await signInWithPassword(attempt, plain.tenants);
  expect(code).toBe(DEFAULT_OUTCOMES[name]);
  const replaced = testDesk({ outcomes: { ...DEFAULT_OUTCOMES, [name]: 99_999 } });
  arrange?.(replaced);
  const beforeTenant = name.startsWith('tenant');
  expect((await signInWithPassword(attempt, replaced.tenants)).code).toBe(beforeTenant ? code : 99_999);
});

test('the decisions that a password does not meet are those of providers and of changes', () => {
  const others = Object.keys(DEFAULT_OUTCOMES).filter((name) => isDecision(name) && !(name in MET));
  expect(others.filter((name) => !name.startsWith('change'))).toEqual(['providersSecondFactor']);
});

test.each(Object.entries(DEFAULT_OUTCOMES).filter(([name]) => /^\d+$/.test(name)))(
  'an agent that answers %s ends in %i',
  async (win32, code) => {
    const made = testDesk();
    made.say({ kind: 'answered', agentId: AGENT, win32: Number(win32) });
    expect((await signInWithPassword(anAttempt(), made.tenants)).code).toBe(code);
  },
);
