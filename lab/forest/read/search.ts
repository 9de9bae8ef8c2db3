import { LdapRefusalError } from '../../ldap/errors.ts';
import type { SearchAnswer, SearchDone, SearchWalk } from '../../ldap/handler.ts';
import type { LdapControl } from '../../ldap/message.ts';
import { Oid } from '../../ldap/oids.ts';
import { pageOf } from '../../ldap/paging.ts';
import type { SearchRequest } from '../../ldap/requests.ts';
import { ResultCode } from '../../ldap/result-codes.ts';
import {
  dirSyncOf,
  extendedDnOf,
  searchOptionsOf,
  securityDescriptorFlagsOf,
  sortKeysOf,
  sortResponse,
} from '../../ldap/search-controls.ts';
import type { DirectoryContext } from '../topology/context.ts';
import { BASE_ONLY } from './constructed.ts';
import { changesSince } from './dir-sync.ts';
import { compile } from './filter.ts';
import { locate } from './locate.ts';
import type { PagedWalks } from './paging.ts';
import { ReadRefusal } from './refusals.ts';
import { readRootDse } from './root-dse.ts';
import { readSelection, select, type Selection } from './selection.ts';
import { MOST_SORTED, sortedBy } from './sorting.ts';
import { readingOf, type Reading, type Sourced } from './source.ts';
import { continuations, matching, type Found } from './walk.ts';

type Controls = readonly LdapControl[];

/** A search on one connection: who may, where, what for, how much at once. Throws LdapRefusalError. */
export function search(
  context: DirectoryContext,
  request: SearchRequest,
  controls: Controls,
  paged: PagedWalks,
): SearchAnswer | SearchWalk {
  const reading = readingOf(context, securityDescriptorFlagsOf(controls));
  if (request.base === '' && request.scope === 'base') return readRootDse(reading, request);
  if (context.caller === undefined) throw new LdapRefusalError(ReadRefusal.bindFirst);
  const rest = { typesOnly: request.typesOnly, extendedDn: extendedDnOf(controls) };
  const selection = readSelection(request.attributes, rest);
  refuseBeyondBase(request, selection);
  const sync = dirSyncOf(controls);
  if (sync !== undefined) return changesSince(sync, request, reading);
  const begin = (): Generator<Found, SearchDone> => found(request, controls, selection, reading);
  const page = pageOf(controls);
  if (page !== undefined) return paged.page(page, context.forest.settings.maxPageSize, begin);
  return limited(begin(), request, reading);
}

/** What is computed from an object's groups is computed for one object at a time. */
function refuseBeyondBase({ scope }: SearchRequest, { wanted }: Selection): void {
  if (scope !== 'base' && wanted.some(({ attribute }) => BASE_ONLY.has(attribute.key))) {
    throw new LdapRefusalError(ReadRefusal.baseOnly);
  }
}

function* found(
  request: SearchRequest,
  controls: Controls,
  selection: Selection,
  reading: Reading,
): Generator<Found, SearchDone> {
  const base = locate(request.base, reading);
  const has = (oid: string): boolean => controls.some((control) => control.oid === oid);
  const order = { base, request, test: compile(request.filter, reading), showDeleted: has(Oid.showDeleted) };
  const keys = sortKeysOf(controls);
  const sources = matching(order, reading);
  const done: { result: SearchDone['result']; controls?: Controls } = {
    result: { code: ResultCode.success },
  };
  if (keys === undefined) {
    for (const source of sources) yield source && select(source, selection, reading);
  } else {
    const all: Sourced[] = [];
    for (const source of sources) {
      if (source === undefined) yield undefined;
      else if (all.push(source) > MOST_SORTED) return { result: { code: ResultCode.adminLimitExceeded } };
    }
    for (const source of sortedBy(keys, all, reading)) yield select(source, selection, reading);
    done.controls = [sortResponse(ResultCode.success)];
  }
  const inDomainOnly = has(Oid.domainScope) || ((searchOptionsOf(controls) ?? 0) & 1) !== 0;
  if (request.scope === 'sub' && !inDomainOnly) yield* continuations(base, reading);
  return done;
}

/** Without pages: the client's limit exactly, and the server's own. */
function* limited(
  items: Generator<Found, SearchDone>,
  { sizeLimit, timeLimit }: SearchRequest,
  { forest, domain }: Reading,
): Generator<Found, SearchDone> {
  const { maxPageSize, maxQueryDuration } = forest.settings;
  const most = sizeLimit === 0 ? maxPageSize : Math.min(sizeLimit, maxPageSize);
  const until = domain.now() + Math.min(maxQueryDuration, timeLimit === 0 ? Infinity : timeLimit * 1_000);
  let entries = 0;
  for (;;) {
    const { done, value } = items.next();
    if (done === true) return value;
    if (value === undefined && domain.now() > until) return { result: ReadRefusal.timeLimit };
    if (value !== undefined && 'dn' in value && ++entries > most) return { result: ReadRefusal.sizeLimit };
    yield value;
  }
}
