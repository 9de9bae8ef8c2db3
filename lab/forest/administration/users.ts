import { namedUser } from '../config/people.ts';
import { ForestError } from '../core/errors.ts';
import { filetime, NEVER } from '../core/filetime.ts';
import { unlock } from '../logon/lockout.ts';
import { accountOf } from '../domain/account.ts';
import { Uac } from '../domain/user-account-control.ts';
import { policyFor } from '../passwords/password-settings.ts';
import { proofBy } from '../passwords/proof.ts';
import { passwordValues } from '../passwords/stored-password.ts';
import { derivedPassword, type PasswordBook } from '../raise/index.ts';
import { place } from '../raise/place.ts';
import { userValues } from '../raise/user-values.ts';
import type { HistorySink } from '../../history/history.ts';
import type { Estate } from '../topology/estate.ts';
import { bytesOf } from '../store/object.ts';
import { isFitAccountName } from '../write/account-name.ts';
import { bury } from '../write/remove.ts';
import { consoleOf, findAccount, set, type Found } from './place.ts';

export interface UsersOptions {
  readonly estate: Estate;
  readonly passwords: PasswordBook;
  readonly history: HistorySink;
}

export interface NewUser {
  readonly sam: string;
  readonly upn: string;
  readonly name?: string | undefined;
  readonly password?: string | undefined;
  /** An organizational unit directly under the first domain. */
  readonly ou: string;
  readonly enabled: boolean;
}

/** Characters of a common name ([MS-ADA1] cn). */
const LONGEST_NAME = 64;
const USER = { classes: ['top', 'person', 'organizationalPerson', 'user'], category: 'Person' } as const;

/** What an administrator does to users with the usual consoles. Each throws ForestError. */
export class Users {
  readonly #options: UsersOptions;

  constructor(options: UsersOptions) {
    this.#options = options;
  }

  find(user: string): Found {
    return findAccount(this.#options.estate, user);
  }

  add(wanted: NewUser): { readonly dn: string; readonly upn: string } {
    const { home } = this.#options.estate;
    const domain = home.root;
    const replica = domain.at(consoleOf(domain));
    refuseName(wanted);
    const { sam, upn, ou, name = sam } = wanted;
    const namesakes = [...replica.find('samaccountname', sam), ...replica.find('userprincipalname', upn)];
    if (namesakes.some((each) => accountOf(each) !== undefined)) {
      throw new ForestError('PTALAB_FOREST_TAKEN', `an account ${sam} or ${upn} exists already`);
    }
    const unit = replica.child(replica.root.id, `ou=${ou.toLowerCase()}`);
    if (unit === undefined)
      throw new ForestError('PTALAB_FOREST_INVALID', `there is no OU=${ou},${domain.base}`);
    const isTaken = replica.child(unit.id, `cn=${name.toLowerCase()}`) !== undefined;
    const made = place(domain, home.schemaDn, {
      parent: unit.id,
      name: isTaken ? `${name} (${sam})` : name,
      ...USER,
      values: [
        ['objectsid', [domain.newSid()]],
        ...userValues(namedUser.parse({ sam, upn, name: wanted.name, enabled: wanted.enabled })),
      ],
    });
    this.setPassword(sam, wanted.password ?? derivedPassword(domain.sid, sam));
    return { dn: replica.dnOf(made), upn };
  }

  remove(user: string): void {
    const { forest, domain, dc, account } = this.find(user);
    this.#options.passwords.forget(account.id);
    bury(domain, dc, account.object, domain.at(dc), forest.replicasFor(domain, dc));
  }

  /** A reset: no rule but the administrator's own. It does not unlock. */
  setPassword(user: string, password: string): void {
    const found = this.find(user);
    const { domain, dc, account } = found;
    const { historyLength } = policyFor(found, account).password;
    const values = passwordValues(account.object, { password, pwdLastSet: domain.timeAt(dc), historyLength });
    set(found, Object.fromEntries(values));
    this.#options.passwords.set(account.id, password);
  }

  /** As the lab set it. Throws ForestError for a machine's, and for one that was changed over LDAP since. */
  passwordOf(user: string): string {
    const { account, domain } = this.find(user);
    const known = this.#options.passwords.of(account.id);
    const hash = bytesOf(account.object, 'unicodepwd');
    if (known !== undefined && hash !== undefined && proofBy(known)(hash)) return known;
    const why = known === undefined ? 'the lab never set one' : 'it was changed over LDAP';
    throw new ForestError(
      'PTALAB_FOREST_PASSWORD_UNKNOWN',
      `the password of ${domain.names.netbios}\\${account.sam} is not known to the lab: ${why}. Reset it, or say it yourself`,
    );
  }

  setEnabled(user: string, enabled: boolean): void {
    this.#setControl(this.find(user), Uac.accountDisabled, !enabled);
  }

  /** Makes the password as old as its policy allows, for an account that is then subject to it. */
  expirePassword(user: string): void {
    const found = this.find(user);
    const { maxAge } = policyFor(found, found.account).password;
    if (maxAge === 0)
      throw new ForestError('PTALAB_FOREST_INVALID', 'maxPasswordAge is 0: no password expires');
    this.#setControl(found, Uac.dontExpirePassword, false);
    set(found, { pwdlastset: [filetime(Math.max(1, found.domain.timeAt(found.dc) - maxAge))] });
  }

  agePassword(user: string, byMs: number): void {
    const found = this.find(user);
    set(found, { pwdlastset: [filetime(Math.max(1, found.domain.timeAt(found.dc) - byMs))] });
  }

  requirePasswordChange(user: string): void {
    const found = this.find(user);
    this.#setControl(found, Uac.dontExpirePassword, false);
    set(found, { pwdlastset: ['0'] });
  }

  /** @param at lab milliseconds; undefined: never */
  setAccountExpires(user: string, at: number | undefined): void {
    set(this.find(user), { accountexpires: [at === undefined ? NEVER : filetime(at)] });
  }

  unlock(user: string): void {
    const { domain, dc, account } = this.find(user);
    if (!unlock(domain, dc, account)) return;
    const data = { account: account.sam, ...(account.upn && { upn: account.upn }), by: 'administrator' };
    this.#options.history.append({ component: dc, kind: 'account.unlocked', data });
  }

  #setControl(found: Found, bit: number, on: boolean): void {
    const { userAccountControl } = found.account;
    set(found, { useraccountcontrol: [String(on ? userAccountControl | bit : userAccountControl & ~bit)] });
  }
}

function refuseName({ sam, upn, name = sam }: NewUser): void {
  if (name.length > LONGEST_NAME)
    throw new ForestError('PTALAB_FOREST_INVALID', `a name has ${LONGEST_NAME} characters at most: ${name}`);
  if (!isFitAccountName(sam, true) || sam.includes('@'))
    throw new ForestError('PTALAB_FOREST_INVALID', `${sam} is no sAMAccountName`);
  if (!/^[^@\s]+@[^@\s]+$/.test(upn)) throw new ForestError('PTALAB_FOREST_INVALID', `${upn} is no UPN`);
}
