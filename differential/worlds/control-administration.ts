import type { ForestControl } from '../../lab/forest/index.ts';
import { NotPossible } from '../errors.ts';
import { list, type Attributes, type Change } from '../wire/requests.ts';
import type { Administration } from './world.ts';

const DISABLED = 0x2;
const TICKS_PER_MS = 10_000;
const EPOCH_1601_MS = -11_644_473_600_000;
const NEVER = ['0', '9223372036854775807'];
const WITHOUT_END = '-9223372036854775808';
/** What the forest gives every user by itself, or takes in at once with the user. */
const WITH_A_USER = ['objectclass', 'cn', 'samaccountname', 'userprincipalname', 'unicodepwd'];

/** The administrator's LDAP operations, done through the forest's control interface as far as that goes. */
export function controlAdministration(control: ForestControl, base: string): Administration {
  return {
    add: (dn, attributes) => addUser(control, dn, attributes),
    modify: async (dn, changes) => {
      if (dn === base) return changeDomain(control, changes);
      for (const change of changes) await changeUser(control, userIn(dn), change);
    },
    rename: () => Promise.reject(new NotPossible('renaming objects')),
    remove: async (dn) => {
      await control.removeUser({ user: userIn(dn) });
    },
    backdatePassword: async (dn) => {
      await control.expirePassword({ user: userIn(dn) });
    },
    gather: () => Promise.reject(new NotPossible('objects beside users')),
  };
}

async function addUser(control: ForestControl, dn: string, attributes: Attributes): Promise<void> {
  if (dn.startsWith('OU=Golden,')) return;
  const given = new Map(
    Object.entries(attributes).map(([name, values]) => [name.toLowerCase(), one(values)] as const),
  );
  if (!list(attributes['objectClass'] ?? []).includes('user')) throw new NotPossible('objects beside users');
  const sam = given.get('samaccountname');
  const upn = given.get('userprincipalname');
  if (sam === undefined || upn === undefined) throw new NotPossible('a user without userPrincipalName');
  const password = passwordIn(attributes['unicodePwd']);
  const flags = given.get('useraccountcontrol') ?? '512';
  if (!['512', '514'].includes(flags)) throw new NotPossible(`userAccountControl ${flags}`);
  const enabled = flags === '512';
  await control.addUser({ sam, upn, ou: 'Golden', enabled, ...(password !== undefined && { password }) });
  const more = [...given.keys()].filter((name) => ![...WITH_A_USER, 'useraccountcontrol'].includes(name));
  if (more.length > 0) throw new NotPossible(`users with ${more.join(', ')}`);
}

async function changeUser(control: ForestControl, user: string, change: Change): Promise<void> {
  const value = one(change.values);
  switch (`${change.kind} ${change.attribute}`) {
    case 'replace userAccountControl':
      if (!['512', '514'].includes(value)) throw new NotPossible(`userAccountControl ${value}`);
      return void (await control.setEnabled({ user, enabled: (Number(value) & DISABLED) === 0 }));
    case 'replace accountExpires':
      return void (await control.setAccountExpires({
        user,
        at: NEVER.includes(value) ? null : dateOf(value),
      }));
    case 'replace pwdLastSet':
      if (value !== '0') throw new NotPossible('pwdLastSet -1');
      return void (await control.requirePasswordChange({ user }));
    case 'replace lockoutTime':
      return void (await control.unlock({ user }));
    case 'replace unicodePwd':
      return void (await control.setPassword({ user, password: passwordIn(change.values) ?? '' }));
    default:
      throw new NotPossible(`${change.attribute} of a user`);
  }
}

/** The lockout policy. What else a policy says can only stay as it is. */
async function changeDomain(control: ForestControl, changes: readonly Change[]): Promise<void> {
  const policy = new Map(changes.map(({ attribute, values }) => [attribute, one(values)] as const));
  const ms = (name: string): string | undefined => {
    const ticks = policy.get(name);
    if (ticks === undefined) return undefined;
    return `${ticks === WITHOUT_END ? 0 : -Number(ticks) / TICKS_PER_MS}ms`;
  };
  const threshold = policy.get('lockoutThreshold');
  await control.setLockoutPolicy({
    ...(threshold !== undefined && { threshold: Number(threshold) }),
    ...(policy.has('lockoutDuration') && { duration: ms('lockoutDuration') }),
    ...(policy.has('lockOutObservationWindow') && { observationWindow: ms('lockOutObservationWindow') }),
  });
  const age = policy.get('maxPwdAge');
  if (age !== undefined && ![WITHOUT_END, String(-3 * 86_400_000 * TICKS_PER_MS)].includes(age)) {
    throw new NotPossible('maxPwdAge of the domain at run time');
  }
  if (![undefined, '0'].includes(policy.get('minPwdAge'))) throw new NotPossible('minPwdAge of the domain');
}

function userIn(dn: string): string {
  return /^CN=([^,]+)/i.exec(dn)?.[1] ?? dn;
}

function one(values: Change['values']): string {
  return String(list(values)[0] ?? '');
}

function passwordIn(values: Change['values'] | undefined): string | undefined {
  const [value] = list(values ?? []);
  return Buffer.isBuffer(value) ? value.toString('utf16le').slice(1, -1) : undefined;
}

function dateOf(filetime: string): string {
  return new Date(Number(BigInt(filetime) / BigInt(TICKS_PER_MS)) + EPOCH_1601_MS).toISOString();
}
