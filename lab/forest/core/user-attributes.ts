import type { LogonCounters, Account } from './account.ts';
import { computedAccountControl, userAccountControl, type DomainPolicy } from './account-control.ts';
import { filetime, generalizedTime, NEVER } from './filetime.ts';
import { guidBytes, sidBytes } from './identifiers.ts';
import type { Entry, Values } from './entry.ts';

/** What an attribute's value depends on besides the account. */
export interface View {
  readonly policy: DomainPolicy;
  readonly base: string;
  readonly counters: LogonCounters;
  readonly now: number;
}

type Read = (account: Account, view: View) => Values;

const text = (value: string | undefined): Values => (value === undefined || value === '' ? [] : [value]);

/** The attributes of a user that agents and Connect read, in the schema's spelling ([MS-ADA1], [MS-ADA3]). */
const ATTRIBUTES: Readonly<Record<string, Read>> = {
  objectClass: () => ['top', 'person', 'organizationalPerson', 'user'],
  cn: ({ dn }) => [commonName(dn)],
  sn: ({ surname }) => text(surname),
  givenName: ({ givenName }) => text(givenName),
  distinguishedName: ({ dn }) => [dn],
  instanceType: () => ['4'],
  whenCreated: ({ created }) => [generalizedTime(created)],
  whenChanged: ({ changed }) => [generalizedTime(changed)],
  displayName: ({ displayName }) => text(displayName),
  uSNCreated: ({ usnCreated }) => [String(usnCreated)],
  uSNChanged: ({ usnChanged }) => [String(usnChanged)],
  name: ({ dn }) => [commonName(dn)],
  objectGUID: ({ guid }) => [guidBytes(guid)],
  userAccountControl: (account) => [String(userAccountControl(account))],
  badPwdCount: (_, { counters }) => [String(counters.badPwdCount)],
  badPasswordTime: (_, { counters }) => [filetime(counters.badPasswordTime)],
  lastLogon: (_, { counters }) => [filetime(counters.lastLogon)],
  logonCount: (_, { counters }) => [String(counters.logonCount)],
  pwdLastSet: ({ pwdLastSet }) => [filetime(pwdLastSet)],
  primaryGroupID: () => ['513'],
  objectSid: ({ sid }) => [sidBytes(sid)],
  accountExpires: ({ accountExpires }) => [accountExpires === undefined ? NEVER : filetime(accountExpires)],
  sAMAccountName: ({ sam }) => [sam],
  sAMAccountType: () => ['805306368'],
  userPrincipalName: ({ upn }) => text(upn),
  mail: ({ upn }) => text(upn),
  lockoutTime: ({ lockoutTime }) => (lockoutTime === 0 ? [] : [filetime(lockoutTime)]),
  objectCategory: (_, { base }) => [`CN=Person,CN=Schema,CN=Configuration,${base}`],
};

/** Answered only when asked for by name. */
const CONSTRUCTED: Readonly<Record<string, Read>> = {
  'msDS-User-Account-Control-Computed': (account, { policy, now }) => [
    String(computedAccountControl(account, policy, now)),
  ],
};

const SPELLINGS: ReadonlyMap<string, string> = new Map(
  [...Object.keys(ATTRIBUTES), ...Object.keys(CONSTRUCTED)].map((name) => [name.toLowerCase(), name]),
);

/** A user as one domain controller shows it. Passwords and their hashes are no attributes at all. */
export class UserEntry implements Entry {
  readonly #account: Account;
  readonly #view: View;

  constructor(account: Account, view: View) {
    this.#account = account;
    this.#view = view;
  }

  get dn(): string {
    return this.#account.dn;
  }

  get key(): string {
    return this.#account.key;
  }

  get names(): readonly string[] {
    return Object.keys(ATTRIBUTES);
  }

  values(attribute: string): Values {
    const name = this.spelling(attribute);
    return (ATTRIBUTES[name] ?? CONSTRUCTED[name])?.(this.#account, this.#view) ?? [];
  }

  spelling(attribute: string): string {
    return SPELLINGS.get(attribute.toLowerCase()) ?? '';
  }
}

/** The value of the first part of a name, escapes undone. */
function commonName(dn: string): string {
  const first = /^[^=]+=((?:\\.|[^,\\])*)/.exec(dn)?.[1] ?? '';
  return first.replace(/\\(.)/g, '$1');
}
