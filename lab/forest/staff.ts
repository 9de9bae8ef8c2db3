import { uuidFrom } from '../chance/chance.ts';
import type { ForestConfig, NamedUser } from './config.ts';
import type { Account } from './core/account.ts';
import type { Domain, NewAccount } from './core/domain.ts';
import { ForestError } from './core/errors.ts';
import { generatePeople } from './people.ts';

/** The account that AD FS and Connect search with. */
export const SERVICE_ACCOUNT = 'svc-connect';

type Hire = Omit<NewAccount, 'password'> & { readonly password?: string | undefined };

/** The people of the domain as the lab's control plane knows them: the one place where their passwords are in clear. */
export class Staff {
  readonly #domain: Domain;
  readonly #seed: string;
  readonly #common: string | undefined;
  readonly #passwords = new Map<Account, string>();

  constructor(domain: Domain, seed: string, commonPassword: string | undefined) {
    this.#domain = domain;
    this.#seed = seed;
    this.#common = commonPassword;
  }

  /** Throws ForestError. */
  hire(wanted: Hire): Account {
    const password = wanted.password ?? this.#common ?? this.#derived(wanted.sam);
    const account = this.#domain.add({ ...wanted, password });
    this.#passwords.set(account, password);
    return account;
  }

  dismiss(account: Account): void {
    this.#domain.remove(account);
    this.#passwords.delete(account);
  }

  setPassword(account: Account, password: string): void {
    this.#domain.setPassword(account, password);
    this.#passwords.set(account, password);
  }

  passwordOf(account: Account): string {
    return this.#passwords.get(account) ?? '';
  }

  /** Makes the password as old as the domain's policy allows, for an account that is now subject to it. Throws ForestError. */
  expirePassword(account: Account): void {
    const { maxPasswordAge } = this.#domain.policy;
    if (maxPasswordAge === 0)
      throw new ForestError('PTALAB_FOREST_INVALID', 'maxPasswordAge is 0: no password expires');
    const pwdLastSet = Math.max(1, this.#domain.now() - maxPasswordAge);
    this.#domain.change(account, { pwdLastSet, passwordNeverExpires: false });
  }

  /** Long, and with every class of character that a complexity policy asks for. */
  #derived(sam: string): string {
    return `Pw-${uuidFrom(this.#seed, 'password', sam.toLowerCase())}!`;
  }
}

/** Everybody whom the configuration names, and as many more as it wants. */
export async function hireAll(
  staff: Staff,
  domain: Domain,
  config: ForestConfig,
  seed: string,
): Promise<void> {
  const parent = `OU=${config.organizationalUnits[0] ?? 'Staff'},${domain.base}`;
  const service = { sam: SERVICE_ACCOUNT, upn: `${SERVICE_ACCOUNT}@${domain.names.dns}`, enabled: true };
  staff.hire({ ...service, parent: `CN=Users,${domain.base}` });
  for (const named of config.users.named) applyState(staff, domain, staff.hire({ ...named, parent }), named);
  const { generate, upnSuffix = config.upnSuffixes[0] ?? domain.names.dns } = config.users;
  if (generate === 0) return;
  const isTaken = (sam: string): boolean =>
    (domain.accounts.bySam(sam) ?? domain.accounts.byUpn(`${sam}@${upnSuffix}`)) !== undefined;
  for await (const person of generatePeople(generate, seed, isTaken)) {
    staff.hire({ ...person, upn: `${person.sam}@${upnSuffix}`, parent, enabled: true });
  }
}

function applyState(staff: Staff, domain: Domain, account: Account, user: NamedUser): void {
  if (user.passwordExpired) staff.expirePassword(account);
  if (user.mustChangePassword) domain.change(account, { pwdLastSet: 0, passwordNeverExpires: false });
  if (user.accountExpires !== undefined)
    domain.change(account, { accountExpires: Date.parse(user.accountExpires) });
}
