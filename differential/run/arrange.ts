import type { FineGrained, Policy, State, Step } from '../table/schema.ts';
import * as requests from '../wire/requests.ts';
import type { Attributes, Change } from '../wire/requests.ts';
import { bindOn } from './bind.ts';
import { RIGHT, type Stage } from './stage.ts';

const NEVER = '-9223372036854775808';
const TICKS_PER_MS = 10_000n;
const FILETIME_EPOCH_MS = 11_644_473_600_000n;
const DAY = 86_400_000;
const GROUP_TYPES = { global: '-2147483646', local: '-2147483644', universal: '-2147483640' } as const;

/** The policy that every case begins under. */
const BASELINE: Policy = {
  lockoutThreshold: 5,
  lockoutDuration: 60_000,
  observationWindow: 60_000,
  maxPasswordAge: 0,
  minPasswordAge: 0,
  historyLength: 24,
  minLength: 7,
};

/** Brings the world into the state that the case begins with. Throws NotPossible, DifferentialError. */
export async function arrange(stage: Stage, steps: readonly Step[]): Promise<void> {
  const { administrator } = stage.world;
  await administrator.add(stage.golden, { objectClass: 'organizationalUnit', ou: 'Golden' });
  await setPolicy(stage, BASELINE);
  for (const step of steps) await take(stage, step);
}

async function take(stage: Stage, step: Step): Promise<void> {
  const { administrator } = stage.world;
  if ('user' in step) return addUser(stage, step);
  if ('state' in step) {
    for (const state of step.state) await putInto(stage, step.of, state);
  } else if ('policy' in step) await setPolicy(stage, step.policy);
  else if ('crowd' in step) await administrator.gather(step.crowd);
  else if ('group' in step) await addGroup(stage, step);
  else if ('pso' in step) await administrator.add(...fineGrained(stage, step.pso));
  else if ('bind' in step) await tries(stage, step);
  else if ('setPassword' in step) await resetPassword(stage, step.setPassword, step.to);
  else if ('write' in step) {
    await administrator.modify(await stage.name(step.write.dn), await changesOf(stage, step.write));
  } else if ('remove' in step) await administrator.remove(await stage.name(step.remove));
  else if ('rename' in step) await administrator.rename(await stage.name(step.rename), step.to);
  else if ('wait' in step) await stage.world.wait(step.wait);
  else await openSession(stage, step);
}

async function addUser(stage: Stage, step: Extract<Step, { user: string }>): Promise<void> {
  const { user, password } = step;
  const secret = password === 'right' ? RIGHT : password;
  const usual: Attributes = {
    objectClass: ['top', 'person', 'organizationalPerson', 'user'],
    sAMAccountName: user,
    userPrincipalName: `${user}@${stage.world.dns}`,
    unicodePwd: requests.unicodePwd(secret),
    userAccountControl: '512',
  };
  const kept = Object.entries(usual).filter(([name]) => !step.without.includes(name));
  stage.givePassword(user, secret);
  const all = { ...Object.fromEntries(kept), ...(await attributesOf(stage, step.attributes)) };
  await stage.world.administrator.add(stage.dnOf(user), all);
}

/** Each state by the attribute that an administrator's console writes. */
async function putInto(stage: Stage, user: string, state: State): Promise<void> {
  const { administrator } = stage.world;
  const set = (attribute: string, values: requests.Values): Promise<void> =>
    administrator.modify(stage.dnOf(user), [{ kind: 'replace', attribute, values }]);
  switch (state) {
    case 'disabled':
      return set('userAccountControl', '514');
    case 'expired':
      return set('accountExpires', '132000000000000000');
    case 'mustchange':
      return set('pwdLastSet', '0');
    case 'hours':
      return set('logonHours', Buffer.alloc(21));
    case 'workstation':
      return set('userWorkstations', 'ELSEWHERE');
    case 'pwexpired':
      await setPolicy(stage, { maxPasswordAge: 3 * DAY });
      return administrator.backdatePassword(stage.dnOf(user), 5 * DAY);
    case 'locked':
      await setPolicy(stage, { lockoutThreshold: 3 });
      return tries(stage, { bind: stage.dnOf(user), password: 'wrong', times: 3 });
  }
}

async function setPolicy(stage: Stage, policy: Policy): Promise<void> {
  const text = (value: number | undefined): string | undefined =>
    value === undefined ? undefined : String(value);
  const written: Readonly<Record<string, string | undefined>> = {
    lockoutThreshold: text(policy.lockoutThreshold),
    lockoutDuration: interval(policy.lockoutDuration, NEVER),
    lockOutObservationWindow: interval(policy.observationWindow, '0'),
    maxPwdAge: interval(policy.maxPasswordAge, NEVER),
    minPwdAge: interval(policy.minPasswordAge, '0'),
    pwdHistoryLength: text(policy.historyLength),
    minPwdLength: text(policy.minLength),
  };
  const changes = Object.entries(written).flatMap(([attribute, values]): Change[] =>
    values === undefined ? [] : [{ kind: 'replace', attribute, values }],
  );
  await stage.world.administrator.modify(stage.world.base, changes);
}

/** A span of time as Active Directory keeps it: negative ticks of 100 ns. */
function interval(ms: number | undefined, zero: string): string | undefined {
  if (ms === undefined) return undefined;
  return ms === 0 ? zero : String(BigInt(-ms) * TICKS_PER_MS);
}

async function addGroup(stage: Stage, step: Extract<Step, { members: string[] }>): Promise<void> {
  await stage.world.administrator.add(stage.dnOf(step.group), {
    objectClass: 'group',
    sAMAccountName: step.group,
    groupType: GROUP_TYPES[step.scope],
    ...(step.members.length > 0 && { member: step.members.map((each) => stage.dnOf(each)) }),
  });
}

/** A password settings object ([MS-ADTS] 3.1.1.4.5.36, [MS-ADSC] msDS-PasswordSettings). */
export function fineGrained(stage: Stage, pso: FineGrained): [dn: string, attributes: Attributes] {
  const dn = `CN=${pso.name},CN=Password Settings Container,CN=System,${stage.world.base}`;
  return [
    dn,
    {
      objectClass: 'msDS-PasswordSettings',
      'msDS-PasswordSettingsPrecedence': String(pso.precedence),
      'msDS-PasswordReversibleEncryptionEnabled': 'FALSE',
      'msDS-PasswordHistoryLength': '24',
      'msDS-PasswordComplexityEnabled': 'TRUE',
      'msDS-MinimumPasswordLength': '7',
      'msDS-MinimumPasswordAge': '0',
      'msDS-MaximumPasswordAge': interval(pso.maxAge, NEVER) ?? NEVER,
      'msDS-LockoutThreshold': String(pso.threshold),
      'msDS-LockoutDuration': interval(pso.duration, NEVER) ?? NEVER,
      'msDS-LockoutObservationWindow': interval(pso.window, '0') ?? '0',
      ...(pso.to.length > 0 && { 'msDS-PSOAppliesTo': pso.to.map((name) => stage.dnOf(name)) }),
    },
  ];
}

async function tries(
  stage: Stage,
  { bind, password, times }: Extract<Step, { bind: string }>,
): Promise<void> {
  for (let count = 0; count < times; count++) {
    using conversation = await stage.connect('ldaps');
    await bindOn(stage, conversation, { bind, password });
  }
}

async function resetPassword(stage: Stage, user: string, to: string): Promise<void> {
  const values = requests.unicodePwd(to);
  await stage.world.administrator.modify(stage.dnOf(user), [
    { kind: 'replace', attribute: 'unicodePwd', values },
  ]);
  stage.givePassword(user, to);
}

async function openSession(stage: Stage, step: Extract<Step, { session: unknown }>): Promise<void> {
  stage.session = await stage.connect(step.over);
  for (const each of step.session) await bindOn(stage, stage.session, each);
}

export async function attributesOf(
  stage: Stage,
  given: Readonly<Record<string, string | string[]>>,
): Promise<Attributes> {
  const named = Object.entries(given).map(async ([name, values]) => {
    const all = await Promise.all([values].flat().map((value) => valueOf(stage, value)));
    return [name, all] as const;
  });
  return Object.fromEntries(await Promise.all(named));
}

interface Write {
  readonly add: Readonly<Record<string, string | string[]>>;
  readonly delete: Readonly<Record<string, string | string[]>>;
  readonly replace: Readonly<Record<string, string | string[]>>;
}

export async function changesOf(stage: Stage, write: Write): Promise<Change[]> {
  const changes: Change[] = [];
  for (const kind of ['delete', 'add', 'replace'] as const) {
    for (const [attribute, values] of Object.entries(await attributesOf(stage, write[kind]))) {
      changes.push({ kind, attribute, values });
    }
  }
  return changes;
}

/** `hex:` bytes, `pwd:` a password as `unicodePwd` has it, `in:2s` a moment so far from now. */
async function valueOf(stage: Stage, value: string): Promise<string | Buffer> {
  if (value.startsWith('hex:')) return Buffer.from(value.slice(4), 'hex');
  if (value.startsWith('pwd:')) return requests.unicodePwd(value.slice(4));
  if (value.startsWith('in:')) return filetimeIn(stage, Number(value.slice(3)));
  return stage.name(value);
}

/** The domain's own clock, from its rootDSE, and so many milliseconds. */
async function filetimeIn(stage: Stage, ms: number): Promise<string> {
  const dse = await stage.read('', ['currentTime']);
  const [, y, mo, d, h, mi, s] = /^(\d{4})(..)(..)(..)(..)(..)/.exec(dse?.get('currentTime') ?? '') ?? [];
  const now = Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s));
  return String((BigInt(now + ms) + FILETIME_EPOCH_MS) * TICKS_PER_MS);
}
