import type { DnKey } from '../../ldap/dn.ts';
import type { Account } from './account.ts';

/** All accounts of a domain, found by every name that is unique in it. Look-ups take any case. */
export class Accounts implements Iterable<Account> {
  readonly #bySam = new Map<string, Account>();
  readonly #byUpn = new Map<string, Account>();
  readonly #byKey = new Map<DnKey, Account>();
  readonly #byGuid = new Map<string, Account>();
  readonly #bySid = new Map<string, Account>();

  get size(): number {
    return this.#bySam.size;
  }

  [Symbol.iterator](): Iterator<Account> {
    return this.#bySam.values();
  }

  add(account: Account): void {
    for (const [index, name] of this.#indexes(account)) index.set(name, account);
  }

  remove(account: Account): void {
    for (const [index, name] of this.#indexes(account)) index.delete(name);
  }

  bySam(sam: string | undefined): Account | undefined {
    return this.#bySam.get((sam ?? '').toLowerCase());
  }

  byUpn(upn: string): Account | undefined {
    return this.#byUpn.get(upn.toLowerCase());
  }

  byKey(key: DnKey | undefined): Account | undefined {
    return key === undefined ? undefined : this.#byKey.get(key);
  }

  byGuid(guid: string | undefined): Account | undefined {
    return this.#byGuid.get((guid ?? '').toLowerCase());
  }

  bySid(sid: string | undefined): Account | undefined {
    return this.#bySid.get((sid ?? '').toUpperCase());
  }

  /** A display name counts as a name only while one account alone bears it. */
  byDisplayName(name: string): Account | undefined {
    const wanted = name.toLowerCase();
    const bearers = [...this].filter(({ displayName }) => displayName?.toLowerCase() === wanted);
    return bearers.length === 1 ? bearers[0] : undefined;
  }

  /** The path below the domain in a canonical name: `Staff/Alice`. */
  byCanonicalPath(path: string): Account | undefined {
    const wanted = path.toLowerCase();
    return [...this].find((account) => canonicalPath(account) === wanted);
  }

  #indexes(account: Account): readonly (readonly [Map<string, Account>, string])[] {
    return [
      [this.#bySam, account.sam.toLowerCase()],
      [this.#byUpn, account.upn.toLowerCase()],
      [this.#byKey, account.key],
      [this.#byGuid, account.guid],
      [this.#bySid, account.sid],
    ];
  }
}

/** Lower-case `staff/alice`, from the name's parts that are not the domain's. */
export function canonicalPath({ key }: Account): string {
  const parts = key.split('\u0000').filter((part) => !part.startsWith('dc='));
  return parts
    .reverse()
    .map((part) => part.slice(part.indexOf('=') + 1))
    .join('/');
}
