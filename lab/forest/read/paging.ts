import { randomBytes } from 'node:crypto';
import type { SearchDone, SearchWalk } from '../../ldap/handler.ts';
import { LdapRefusalError } from '../../ldap/errors.ts';
import type { LdapControl } from '../../ldap/message.ts';
import { pagedResults, type Page } from '../../ldap/paging.ts';
import { ResultCode } from '../../ldap/result-codes.ts';
import { ReadRefusal } from './refusals.ts';
import type { Found } from './walk.ts';

type Items = Iterator<Found, SearchDone>;

interface Kept {
  readonly items: Items;
  /** Found already, for the page to come. */
  readonly next: Exclude<Found, undefined>;
}

/** Walks that wait for their next page, at most; the oldest is forgotten (MaxResultSetsPerConn). */
const MOST_KEPT = 10;

/** The paged searches of one connection; a cookie is good on the connection that gave it, and once. */
export class PagedWalks {
  readonly #kept = new Map<string, Kept>();

  /** One page of a search: of `items` for the first page, of what was kept for the others. Throws LdapRefusalError. */
  page({ size, cookie }: Page, mostEntries: number, begin: () => Items): SearchWalk {
    if (cookie.length === 0) {
      if (size === 0) throw new LdapRefusalError(ReadRefusal.pageSize);
      return this.#cut(begin(), undefined, Math.min(size, mostEntries));
    }
    const name = cookie.toString('hex');
    const kept = this.#kept.get(name);
    if (kept === undefined) throw new LdapRefusalError(ReadRefusal.cookie);
    this.#kept.delete(name);
    // A page of nothing gives the rest back (RFC 2696 section 3).
    if (size === 0) return ended(kept.items);
    return this.#cut(kept.items, kept.next, Math.min(size, mostEntries));
  }

  clear(): void {
    for (const { items } of this.#kept.values()) items.return?.();
    this.#kept.clear();
  }

  *#cut(items: Items, first: Kept['next'] | undefined, size: number): Generator<Found, SearchDone> {
    let given = 0;
    if (first !== undefined) {
      given = countOf(first);
      yield first;
    }
    for (;;) {
      const { done, value } = items.next();
      if (done === true) return withCookie(value, Buffer.alloc(0));
      if (value !== undefined && given + countOf(value) > size) {
        return withCookie({ result: { code: ResultCode.success } }, this.#keep({ items, next: value }));
      }
      given += countOf(value);
      yield value;
    }
  }

  #forgetOldest(): void {
    const [oldest] = this.#kept;
    if (oldest === undefined) return;
    const [name, { items }] = oldest;
    items.return?.();
    this.#kept.delete(name);
  }

  #keep(kept: Kept): Buffer {
    if (this.#kept.size >= MOST_KEPT) this.#forgetOldest();
    const cookie = randomBytes(16);
    this.#kept.set(cookie.toString('hex'), kept);
    return cookie;
  }
}

/** References are not entries. */
function countOf(found: Found): number {
  return found !== undefined && 'dn' in found ? 1 : 0;
}

function withCookie(done: SearchDone, cookie: Buffer): SearchDone {
  const controls: readonly LdapControl[] = [...(done.controls ?? []), pagedResults({ size: 0, cookie })];
  return { ...done, controls };
}

function* ended(items: Items): Generator<Found, SearchDone> {
  items.return?.();
  return withCookie({ result: { code: ResultCode.success } }, Buffer.alloc(0));
}
