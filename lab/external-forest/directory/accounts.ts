import type { AccountReport } from '../../forest/control.ts';
import { namedUser } from '../../forest/config/people.ts';
import { ForestError } from '../../forest/core/errors.ts';
import { filetime, NEVER } from '../../forest/core/filetime.ts';
import { Uac } from '../../forest/domain/user-account-control.ts';
import { escapeFilterValue, type LdapEntry } from '../../ldap/client.ts';
import { OutsideForeignError } from '../errors.ts';
import type { Lodging } from '../lodging/lodging.ts';
import { MARK } from '../lodging/mark.ts';
import type { OwnAccount } from '../lodging/own-accounts.ts';
import { unitOf } from '../lodging/unit.ts';
import { addUser, passwordBytes } from '../lodging/users.ts';
import { ACCOUNT_ATTRIBUTES, accountReport } from './account-entry.ts';

export interface NewUser {
  readonly sam: string;
  readonly upn: string;
  readonly name?: string | undefined;
  readonly password?: string | undefined;
  readonly ou: string;
  readonly enabled: boolean;
}

/**
 * What an administrator does to users of the outside domain. Only those whom the lab has made are changed. Each throws
 * ForestError, OutsideForeignError, OutsideRefusedError, OutsideUnreachableError.
 */
export class Accounts {
  readonly #lodging: Lodging;
  /** The domain controller's name. */
  readonly #dc: string;

  constructor(lodging: Lodging, dc: string) {
    this.#lodging = lodging;
    this.#dc = dc;
  }

  async report(user: string): Promise<AccountReport> {
    return accountReport(await this.#find(user), this.#dc);
  }

  /** Those of the lab, in the order in which they were made. */
  async list(limit: number): Promise<{ sam: string; upn: string; enabled: boolean }[]> {
    const { administrator, facts, accounts } = this.#lodging;
    const found = await administrator.search({
      base: facts.base,
      scope: 'sub',
      filter: `(&(objectClass=user)(adminDescription=${MARK}))`,
      attributes: ['sAMAccountName', 'userAccountControl'],
    });
    const control = new Map(
      found.map((one) => [one.text('sAMAccountName')?.toLowerCase(), Number(one.text('userAccountControl'))]),
    );
    return accounts
      .all()
      .slice(0, limit)
      .map(({ sam, upn }) => {
        return { sam, upn, enabled: ((control.get(sam.toLowerCase()) ?? 0) & Uac.accountDisabled) === 0 };
      });
  }

  async add({ ou, ...wanted }: NewUser): Promise<{ dn: string; upn: string }> {
    const parent = unitOf(ou, this.#lodging.facts.base);
    return { dn: await addUser(this.#lodging, namedUser.parse(wanted), parent), upn: wanted.upn };
  }

  async remove(user: string): Promise<void> {
    const { account, entry } = await this.#own(user);
    await this.#lodging.administrator.remove(entry.dn);
    this.#lodging.accounts.forget(account);
  }

  /** A reset. It does not unlock. */
  async setPassword(user: string, password: string): Promise<void> {
    const { account } = await this.#own(user);
    await this.#write(user, { unicodePwd: [passwordBytes(password)] });
    this.#lodging.accounts.add({ ...account, password });
  }

  /** Throws OutsideForeignError. */
  passwordOf(user: string): string {
    return this.#known(user).password;
  }

  setEnabled(user: string, enabled: boolean): Promise<void> {
    return this.#setControl(user, Uac.accountDisabled, !enabled);
  }

  async requirePasswordChange(user: string): Promise<void> {
    await this.#setControl(user, Uac.dontExpirePassword, false);
    await this.#write(user, { pwdLastSet: ['0'] });
  }

  /** @param at milliseconds since 1970; undefined: never */
  setAccountExpires(user: string, at: number | undefined): Promise<void> {
    return this.#write(user, { accountExpires: [at === undefined ? NEVER : filetime(at)] });
  }

  unlock(user: string): Promise<void> {
    return this.#write(user, { lockoutTime: ['0'] });
  }

  async #setControl(user: string, bit: number, on: boolean): Promise<void> {
    const { entry } = await this.#own(user);
    const before = Number(entry.text('userAccountControl') ?? Uac.normalAccount);
    await this.#write(user, { userAccountControl: [String(on ? before | bit : before & ~bit)] });
  }

  async #write(user: string, values: Readonly<Record<string, readonly (string | Buffer)[]>>): Promise<void> {
    const { entry } = await this.#own(user);
    await this.#lodging.administrator.replace(entry.dn, values);
  }

  #known(user: string): OwnAccount {
    const account = this.#lodging.accounts.find(user);
    if (account !== undefined) return account;
    throw new OutsideForeignError(this.#lodging.administrator.outside.dns, user);
  }

  async #own(user: string): Promise<{ account: OwnAccount; entry: LdapEntry }> {
    const account = this.#known(user);
    return { account, entry: await this.#find(account.sam) };
  }

  async #find(user: string): Promise<LdapEntry> {
    const { administrator, facts } = this.#lodging;
    const name = escapeFilterValue(user.split('\\').at(-1) ?? user);
    const [found] = await administrator.search({
      base: facts.base,
      scope: 'sub',
      filter: `(&(objectClass=user)(|(sAMAccountName=${name})(userPrincipalName=${name})))`,
      attributes: ACCOUNT_ATTRIBUTES,
    });
    if (found !== undefined) return found;
    throw new ForestError('PTALAB_FOREST_NO_ACCOUNT', `${administrator.outside.dns} has no account ${user}`);
  }
}
