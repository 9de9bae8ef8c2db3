import { randomBytes } from 'node:crypto';
import type { SearchAnswer } from '../ldap/handler.ts';
import { pagedResults, type Page } from '../ldap/paging.ts';
import type { OutgoingEntry } from '../ldap/responses.ts';
import { ResultCode } from '../ldap/result-codes.ts';

/** MaxPageSize of the default LDAP policy: no more entries than this in one answer. */
export const MAX_PAGE_SIZE = 1_000;
const OPEN_SEARCHES = 16;

/** Cuts what a search found into answers. Cookies hold on the connection that they were given on, as on a real one. */
export class PagedSearches {
  readonly #rest = new Map<string, readonly OutgoingEntry[]>();

  /** An answer to a search without paging. */
  whole(entries: readonly OutgoingEntry[], sizeLimit: number): SearchAnswer {
    const limit = sizeLimit === 0 ? MAX_PAGE_SIZE : Math.min(sizeLimit, MAX_PAGE_SIZE);
    const code = entries.length > limit ? ResultCode.sizeLimitExceeded : ResultCode.success;
    return { entries: entries.slice(0, limit), result: { code } };
  }

  /** The page asked for; `find` runs for the first one alone. */
  page({ size, cookie }: Page, find: () => readonly OutgoingEntry[]): SearchAnswer {
    const name = cookie.toString('hex');
    const entries = name === '' ? find() : this.#rest.get(name);
    if (size <= 0) return { entries: [], result: { code: ResultCode.operationsError } };
    if (entries === undefined) return { entries: [], result: { code: ResultCode.unwillingToPerform } };
    this.#rest.delete(name);
    const count = Math.min(size, MAX_PAGE_SIZE);
    const next = this.#keep(entries.slice(count));
    const controls = [pagedResults({ size: 0, cookie: next })];
    return { entries: entries.slice(0, count), result: { code: ResultCode.success }, controls };
  }

  #keep(rest: readonly OutgoingEntry[]): Buffer {
    if (rest.length === 0) return Buffer.alloc(0);
    const [oldest] = this.#rest.keys();
    if (oldest !== undefined && this.#rest.size >= OPEN_SEARCHES) this.#rest.delete(oldest);
    const cookie = randomBytes(16);
    this.#rest.set(cookie.toString('hex'), rest);
    return cookie;
  }
}
