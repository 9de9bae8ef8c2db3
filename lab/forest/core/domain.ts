import { escapeDnValue, isWithin, type DnKey } from '../../ldap/dn.ts';
import { countersAt, type Account } from './account.ts';
import { isExpired, isPasswordExpired, mustChange, type DomainPolicy } from './account-control.ts';
import { Accounts } from './accounts.ts';
import { refusalOf, type SubCode } from './bind-decision.ts';
import type { Entry } from './entry.ts';
import { ForestError } from './errors.ts';
import { domainSid, objectGuid } from './identifiers.ts';
import { countBadTry, countLogon, isLockedOut, unlock } from './lockout.ts';
import { findByBindName, type DomainNames } from './naming.ts';
import type { Passwords } from './passwords.ts';
import { baseOf, createTree, keyOf } from './tree.ts';
import { UserEntry } from './user-attributes.ts';

export interface DomainOptions {
  readonly names: DomainNames;
  readonly seed: string;
  /** The first is the PDC emulator. */
  readonly domainControllers: readonly string[];
  readonly policy: DomainPolicy;
  readonly organizationalUnits: readonly string[];
  /** What an unknown user's bind answers: builds differ. */
  readonly unknownUser: '52e' | '525';
  readonly passwords: Passwords;
  /** Lab time, in milliseconds since 1970. */
  readonly now: () => number;
}

/** What came of a bind with name and password. */
export interface BindVerdict {
  /** Undefined when no account bears the name. */
  readonly account?: Account;
  /** Undefined when the bind is accepted. */
  readonly refused?: SubCode;
  /** This try locked the account. */
  readonly locked?: boolean;
  /** This logon cleared a lock that had lapsed. */
  readonly unlocked?: boolean;
}

export interface NewAccount {
  readonly sam: string;
  readonly upn: string;
  readonly name?: string | undefined;
  readonly givenName?: string | undefined;
  readonly surname?: string | undefined;
  /** Name of the container, such as `OU=Staff,DC=…`. */
  readonly parent: string;
  readonly password: string;
  readonly enabled: boolean;
}

/** Replicated attributes that an administrator may change. */
export type AccountChanges = Partial<
  Pick<Account, 'enabled' | 'pwdLastSet' | 'passwordNeverExpires' | 'accountExpires'>
>;

const FIRST_RID = 1_100;
const SAM = /^[^"/\\[\]:;|=,+*?<>@\p{Cc}]{1,256}$/u;

/** One Active Directory domain: its objects, its policies and its decisions. No sockets, no clock of its own. */
export class Domain {
  readonly names: DomainNames;
  readonly base: string;
  readonly accounts = new Accounts();
  readonly running: Set<string>;
  policy: DomainPolicy;
  readonly #options: DomainOptions;
  readonly #sid: string;
  readonly #tree: Map<DnKey, Entry>;
  #lastRid = FIRST_RID - 1;
  #usn = 10_000;

  constructor(options: DomainOptions) {
    this.#options = options;
    this.names = options.names;
    this.policy = options.policy;
    this.base = baseOf(options.names.dns);
    this.running = new Set(options.domainControllers);
    this.#sid = domainSid(options.seed);
    const { names, seed, organizationalUnits } = options;
    this.#tree = createTree({ names, seed, organizationalUnits, sid: this.#sid, at: options.now() });
  }

  get domainControllers(): readonly string[] {
    return this.#options.domainControllers;
  }

  get pdcEmulator(): string {
    return this.domainControllers[0] ?? '';
  }

  get highestUsn(): number {
    return this.#usn;
  }

  now(): number {
    return this.#options.now();
  }

  /** Judges name and password at one domain controller, and counts the try. */
  bind(dc: string, name: string, password: Buffer): BindVerdict {
    const account = findByBindName(name, this.accounts, this.names);
    if (account === undefined) return { refused: this.#options.unknownUser };
    const { passwords } = this.#options;
    const now = this.now();
    const refused = refusalOf({
      lockedOut: isLockedOut(account, this.policy.lockout, now),
      passwordRight: passwords.matches(account.guid, password, account.password),
      enabled: account.enabled,
      expired: isExpired(account, now),
      mustChangePassword: mustChange(account),
      passwordExpired: isPasswordExpired(account, this.policy, now),
    });
    if (refused === undefined) return { account, unlocked: countLogon(account, dc, this.#informed(dc), now) };
    if (refused !== '52e') return { account, refused };
    const locked = countBadTry(account, this.#informed(dc), this.policy.lockout, now);
    if (locked) this.#touch(account);
    return { account, refused, locked };
  }

  /** Every object at or below a name, as one domain controller shows it. */
  *entriesWithin(base: DnKey, dc: string): Generator<Entry> {
    for (const entry of this.#tree.values()) if (isWithin(entry.key, base)) yield entry;
    for (const account of this.accounts) if (isWithin(account.key, base)) yield this.#view(account, dc);
  }

  entry(key: DnKey, dc: string): Entry | undefined {
    const account = this.accounts.byKey(key);
    return account === undefined ? this.#tree.get(key) : this.#view(account, dc);
  }

  /** Throws ForestError. */
  account(user: string): Account {
    const account = this.accounts.bySam(user) ?? this.accounts.byUpn(user);
    if (account !== undefined) return account;
    throw new ForestError('PTALAB_FOREST_NO_ACCOUNT', `${this.names.dns} has no account ${user}`);
  }

  /** Throws ForestError when a name is taken, malformed, or the container missing. */
  add(wanted: NewAccount): Account {
    const { sam, upn, parent } = wanted;
    if (!SAM.test(sam)) throw new ForestError('PTALAB_FOREST_INVALID', `${sam} is no sAMAccountName`);
    if (!/^[^@\s]+@[^@\s]+$/.test(upn)) throw new ForestError('PTALAB_FOREST_INVALID', `${upn} is no UPN`);
    if (this.accounts.bySam(sam) ?? this.accounts.byUpn(upn)) {
      throw new ForestError('PTALAB_FOREST_TAKEN', `an account ${sam} or ${upn} exists already`);
    }
    if (!this.#tree.has(keyOf(parent)))
      throw new ForestError('PTALAB_FOREST_INVALID', `there is no ${parent}`);
    const now = this.now();
    const guid = objectGuid(this.#options.seed, sam);
    const dn = this.#freeDn(wanted);
    const account: Account = {
      sam,
      upn,
      dn,
      key: keyOf(dn),
      guid,
      sid: `${this.#sid}-${++this.#lastRid}`,
      displayName: wanted.name,
      givenName: wanted.givenName,
      surname: wanted.surname,
      created: now,
      changed: now,
      usnCreated: ++this.#usn,
      usnChanged: this.#usn,
      enabled: wanted.enabled,
      password: this.#options.passwords.hash(guid, Buffer.from(wanted.password)),
      pwdLastSet: now,
      passwordNeverExpires: true,
      accountExpires: undefined,
      lockoutTime: 0,
      counters: new Map(),
    };
    this.accounts.add(account);
    return account;
  }

  remove(account: Account): void {
    this.accounts.remove(account);
    this.#usn++;
  }

  /** An administrator's reset. It does not unlock. */
  setPassword(account: Account, password: string): void {
    account.password = this.#options.passwords.hash(account.guid, Buffer.from(password));
    account.pwdLastSet = this.now();
    this.#touch(account);
  }

  change(account: Account, changes: AccountChanges): void {
    Object.assign(account, changes);
    this.#touch(account);
  }

  /** Answers whether the account had been locked. */
  unlock(account: Account): boolean {
    this.#touch(account);
    return unlock(account);
  }

  isLockedOut(account: Account): boolean {
    return isLockedOut(account, this.policy.lockout, this.now());
  }

  /** The domain controllers that learn of a try at `dc`: itself, and the PDC emulator while that runs. */
  #informed(dc: string): readonly string[] {
    return dc !== this.pdcEmulator && this.running.has(this.pdcEmulator) ? [dc, this.pdcEmulator] : [dc];
  }

  #view(account: Account, dc: string): Entry {
    const { policy, base } = this;
    return new UserEntry(account, { policy, base, counters: countersAt(account, dc), now: this.now() });
  }

  #freeDn({ name, sam, parent }: NewAccount): string {
    const plain = `CN=${escapeDnValue(name ?? sam)},${parent}`;
    return this.entry(keyOf(plain), '') === undefined
      ? plain
      : `CN=${escapeDnValue(`${name ?? sam} (${sam})`)},${parent}`;
  }

  #touch(account: Account): void {
    account.changed = this.now();
    account.usnChanged = ++this.#usn;
  }
}
