import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { countersAt, type Account } from './account.ts';
import { Domain } from './domain.ts';
import { Passwords } from './passwords.ts';

const goldenCase = z.object({
  id: z.string(),
  when: z.string(),
  code: z.number(),
  subCode: z.string().optional(),
  changed: z
    .object({ badPwdCount: z.tuple([z.string(), z.string()]) })
    .partial()
    .default({}),
});
const recorded = z.object({ password: z.string(), cases: z.array(goldenCase) });
const golden = recorded.parse(
  JSON.parse(readFileSync(new URL('../fixtures/golden-binds.json', import.meta.url), 'utf8')),
);
const DAY = 86_400_000;

function openDomain(lockout = { threshold: 3, duration: 4_000, observationWindow: 4_000 }) {
  const time = { now: Date.UTC(2026, 10, 22) };
  const domain = new Domain({
    names: { dns: 'contoso.lab', netbios: 'CONTOSO' },
    seed: 'golden',
    domainControllers: ['DC1'],
    policy: { lockout, maxPasswordAge: 3 * DAY },
    organizationalUnits: ['Golden'],
    unknownUser: '52e',
    passwords: new Passwords(Buffer.alloc(32)),
    now: () => time.now,
  });
  const parent = `OU=Golden,${domain.base}`;
  const user = { upn: 'alice@contoso.lab', parent, password: golden.password, enabled: true };
  const alice = domain.add({ ...user, sam: 'alice' });
  const bind = (password: string, name = 'alice@contoso.lab'): string | undefined =>
    domain.bind('DC1', name, Buffer.from(password)).refused;
  return { domain, time, alice, bind, badPwdCount: () => countersAt(alice, 'DC1').badPwdCount };
}

const nameIn = (when: string): string =>
  (/name='(.*)' pw=/s.exec(when)?.[1] ?? '').replaceAll('\\\\', '\\').replaceAll('\\n', '\n');

test.each(golden.cases.filter(({ when }) => when.startsWith('simple bind name=')))(
  '$id: $when',
  (recordedCase) => {
    const { alice, bind } = openDomain();
    const name = nameIn(recordedCase.when)
      .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, alice.guid)
      .replace(/S-1-5-21(-\d+){4}/, alice.sid);
    expect(bind(golden.password, name)).toBe(recordedCase.subCode);
  },
);

const STATES: Readonly<Record<string, (domain: Domain, alice: Account, now: number) => void>> = {
  disabled: (domain, alice) => domain.change(alice, { enabled: false }),
  expired: (domain, alice, now) => domain.change(alice, { accountExpires: now - 1 }),
  mustchange: (domain, alice) => domain.change(alice, { pwdLastSet: 0, passwordNeverExpires: false }),
  pwexpired: (domain, alice, now) =>
    domain.change(alice, { pwdLastSet: now - 5 * DAY, passwordNeverExpires: false }),
  locked: (_, alice, now) => {
    alice.lockoutTime = now;
  },
};

test.each(golden.cases.filter(({ id }) => id.startsWith('C-')))(
  '$id answers $subCode',
  ({ id, subCode, changed }) => {
    const { domain, time, alice, bind, badPwdCount } = openDomain();
    const [, states = '', which] = /^C-(.+)-(right|wrong)$/.exec(id) ?? [];
    for (const state of states.split('+')) STATES[state]?.(domain, alice, time.now);
    expect(bind(which === 'right' ? golden.password : 'wr0ng-Pass!')).toBe(subCode);
    expect(badPwdCount()).toBe(Number(changed.badPwdCount?.[1] ?? 0));
  },
);

type Step = readonly [caseId: string | undefined, password: 'right' | 'wrong', afterMs?: number];
interface Script {
  readonly lockout?: { threshold: number; duration: number; observationWindow: number };
  readonly steps: readonly Step[];
}

/** The order in which the section's cases were recorded; steps without an id only lead there. */
const SCRIPTS: readonly Script[] = [
  {
    steps: [
      ['D-seq-wrong-1', 'wrong'],
      [undefined, 'wrong'],
      ['D-seq-wrong-3', 'wrong'],
      ['D-locked-right', 'right'],
      ['D-after-duration-wrong', 'wrong', 5_300],
    ],
  },
  {
    steps: [
      [undefined, 'wrong'],
      [undefined, 'wrong'],
      [undefined, 'wrong'],
      ['D-after-duration-right-first', 'right', 5_300],
      ['D-success-twice', 'right'],
    ],
  },
  {
    steps: [
      ['D-window-1', 'wrong'],
      ['D-window-2', 'wrong', 300],
      ['D-window-3-after', 'wrong', 4_300],
      [undefined, 'wrong', 2_500],
      ['D-window-5-sliding', 'wrong', 2_500],
    ],
  },
  {
    steps: [
      ['D-same-wrong-1', 'wrong'],
      ['D-same-wrong-2', 'wrong'],
      ['D-success-resets', 'right'],
    ],
  },
  {
    lockout: { threshold: 1, duration: 4_000, observationWindow: 4_000 },
    steps: [
      ['D-threshold1', 'wrong'],
      ['D-threshold1-right', 'right'],
    ],
  },
  {
    lockout: { threshold: 1, duration: 0, observationWindow: 2_000 },
    steps: [
      [undefined, 'wrong'],
      ['D-forever-right-minint', 'right', 3_600],
      ['D-forever-wrong-minint', 'wrong'],
    ],
  },
];

test.each(SCRIPTS)('lockout as recorded: $steps', ({ lockout, steps }) => {
  const { time, alice, bind, badPwdCount } = openDomain(lockout);
  for (const [id, password, afterMs = 0] of steps) {
    time.now += afterMs;
    const refused = bind(password === 'right' ? golden.password : 'wr0ng-Pass!');
    if (id === undefined) continue;
    const { subCode, changed } = caseOf(id);
    expect(refused, id).toBe(subCode);
    if (changed.badPwdCount !== undefined) expect(badPwdCount(), id).toBe(Number(changed.badPwdCount[1]));
  }
  expect(alice.counters.size).toBe(1);
});

test('a lower threshold locks on the next bad try, and threshold 0 frees nobody', () => {
  const { domain, bind, badPwdCount } = openDomain({
    threshold: 10,
    duration: 60_000,
    observationWindow: 60_000,
  });
  for (let tries = 0; tries < 5; tries++) bind('wrong');
  const setThreshold = (threshold: number): void => {
    domain.policy = { ...domain.policy, lockout: { ...domain.policy.lockout, threshold } };
  };
  setThreshold(3);
  expect(bind('wrong')).toBe(caseOf('D-threshold-lowered-wrong').subCode);
  expect(badPwdCount()).toBe(6);
  setThreshold(0);
  expect(bind(golden.password)).toBe(caseOf('D-threshold0-while-locked').subCode);
});

test('a reset does not unlock, an administrator does', () => {
  const { domain, alice, bind, badPwdCount } = openDomain();
  for (let tries = 0; tries < 3; tries++) bind('wrong');
  domain.setPassword(alice, 'New-Pass-1!');
  expect(bind('New-Pass-1!')).toBe(caseOf('D-after-reset-bind').subCode);
  expect(domain.unlock(alice)).toBe(true);
  expect(badPwdCount()).toBe(0);
  expect(bind('New-Pass-1!')).toBe(caseOf('D-forever-unlocked-minint').subCode);
});

function caseOf(id: string): z.output<typeof goldenCase> {
  const found = golden.cases.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no recording ${id}`);
  return found;
}
