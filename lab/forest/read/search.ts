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
  sortResponse,
} from '../../ldap/search-controls.ts';
import { limited } from '../../ldap/search-limits.ts';
import { listWindowOf } from '../../ldap/virtual-list-view.ts';
import { mayReplicate } from '../access/rights.ts';
import type { DirectoryContext } from '../topology/context.ts';
import { continuations, startOf } from './bases.ts';
import { BASE_ONLY } from './constructed.ts';
import { changesSince } from './dir-sync.ts';
import { compile } from './filter.ts';
import { shownThrough } from './list-window.ts';
import type { Notifications } from './notification.ts';
import type { PagedWalks } from './paging.ts';
import { ReadRefusal } from './refusals.ts';
import { readRootDse } from './root-dse.ts';
import { readSelection, select, type Selection } from './selection.ts';
import { MOST_SORTED, ranked, sortingOf } from './sorting.ts';
import { readingOf, type Reading, type Sourced } from './source.ts';
import { matching, type Found } from './walk.ts';

/** What searches of one connection have begun and not ended. */
export interface UnderWay {
  readonly paged: PagedWalks;
  readonly notifications: Notifications;
}

type Controls = readonly LdapControl[];
type Items = Generator<Found, SearchDone>;

/** SERVER_SEARCH_FLAG_DOMAIN_SCOPE and _PHANTOM_ROOT. */
const DOMAIN_SCOPE = 1;
const PHANTOM_ROOT = 2;
const SUCCESS: SearchDone = { result: { code: ResultCode.success } };

/** A search on one connection: who may, where, what for, how much at once. Throws LdapRefusalError. */
export function search(
  context: DirectoryContext,
  request: SearchRequest,
  controls: Controls,
  { paged, notifications }: UnderWay,
): SearchAnswer | SearchWalk {
  const reading = readingFor(context, controls);
  if (request.base === '' && request.scope === 'base') return readRootDse(reading, request);
  if (context.caller === undefined) throw new LdapRefusalError(ReadRefusal.bindFirst);
  const selection = selectionOf(request, controls);
  if (controls.some(({ oid }) => oid === Oid.notification)) {
    return notifications.begin(request, selection, reading);
  }
  const sync = dirSyncOf(controls);
  if (sync !== undefined) return changesSince(sync, request, reading);
  const begin = (): Items => found({ request, controls, selection, reading });
  return withinLimits(begin, request, controls, reading, paged);
}

/** NT hashes go to whoever may replicate them, over a connection that is encrypted. Throws LdapRefusalError. */
function readingFor(context: DirectoryContext, controls: Controls): Reading {
  const reading = readingOf(context);
  if (!controls.some(({ oid }) => oid === Oid.passwordHashes)) return reading;
  if (!context.secure || !mayReplicate(context)) throw new LdapRefusalError(ReadRefusal.notAllowed);
  return { ...reading, tellsHashes: true };
}

function selectionOf({ attributes, typesOnly, scope }: SearchRequest, controls: Controls): Selection {
  const selection = readSelection(attributes, {
    typesOnly,
    extendedDn: extendedDnOf(controls),
    descriptorParts: securityDescriptorFlagsOf(controls),
    rangesForgiven: controls.some(({ oid }) => oid === Oid.rangeRetrievalNoError),
  });
  // What is computed from an object's groups is computed for one object at a time.
  if (scope !== 'base' && selection.wanted.some(({ attribute }) => BASE_ONLY.has(attribute.key))) {
    throw new LdapRefusalError(ReadRefusal.baseOnly);
  }
  return selection;
}

/** A page, or without pages the client's limit exactly and the server's own; both within the time there is. */
function withinLimits(
  begin: () => Items,
  { sizeLimit, timeLimit }: SearchRequest,
  controls: Controls,
  { forest, domain }: Reading,
  paged: PagedWalks,
): SearchWalk {
  const { maxPageSize, maxQueryDuration } = forest.settings;
  const ms = Math.min(maxQueryDuration, timeLimit === 0 ? Infinity : timeLimit * 1_000);
  const now = (): number => domain.now();
  const page = pageOf(controls);
  // Pages as large as all that the client will take are none (RFC 2696 section 3).
  const isPaged = page !== undefined && (page.cookie.length > 0 || sizeLimit === 0 || page.size < sizeLimit);
  if (isPaged) return limited(paged.page(page, maxPageSize, begin), { entries: 0, ms, now });
  const entries = sizeLimit === 0 ? maxPageSize : Math.min(sizeLimit, maxPageSize);
  return limited(begin(), { entries, ms, now });
}

interface Asked {
  readonly request: SearchRequest;
  readonly controls: Controls;
  readonly selection: Selection;
  readonly reading: Reading;
}

function* found({ request, controls, selection, reading }: Asked): Items {
  const has = (oid: string): boolean => controls.some((control) => control.oid === oid);
  const options = searchOptionsOf(controls) ?? 0;
  const below = reading.globalCatalog || (options & PHANTOM_ROOT) !== 0;
  // Who may look into the container of deleted objects: administrators, and whoever learns of deletions as they replicate.
  const deleted = (has(Oid.showDeleted) || has(Oid.showRecycled)) && mayReplicate(reading);
  const { bases, scope } = startOf(request, { below, deleted }, reading);
  const { filter } = request;
  const test = compile(filter, reading);
  const sources = matching({ bases, scope, filter, test, showDeleted: deleted }, reading);
  const done = yield* arranged(sources, { request, controls, selection, reading });
  const inDomainOnly = has(Oid.domainScope) || (options & DOMAIN_SCOPE) !== 0;
  if (request.scope === 'sub' && !below && !inDomainOnly) yield* continuations(bases[0], reading);
  return done;
}

/** The entries as they are found, or sorted, or through a window into what is sorted. */
function* arranged(
  sources: Generator<Sourced | undefined, undefined>,
  { controls, selection, reading }: Asked,
): Items {
  const sorting = sortingOf(controls);
  const window = listWindowOf(controls);
  if (window !== undefined && sorting?.order === undefined) {
    throw new LdapRefusalError(ReadRefusal.windowWithoutOrder);
  }
  const answers = sorting === undefined ? [] : [sortResponse(sorting.code)];
  if (sorting?.order === undefined) {
    for (const source of sources) yield source && select(source, selection, reading);
    return { ...SUCCESS, controls: answers };
  }
  const all = yield* gathered(sources);
  if (all === undefined) return { result: { code: ResultCode.adminLimitExceeded } };
  const rows = ranked(sorting.order, all, reading);
  if (window === undefined) {
    for (const { source } of rows) yield select(source, selection, reading);
    return { ...SUCCESS, controls: answers };
  }
  const { sources: shown, control } = shownThrough(window, rows, sorting.order, reading);
  for (const source of shown) yield select(source, selection, reading);
  return { ...SUCCESS, controls: [...answers, control] };
}

/** All of them; undefined when they are too many to be sorted. */
function* gathered(
  sources: Generator<Sourced | undefined, undefined>,
): Generator<undefined, readonly Sourced[] | undefined> {
  const all: Sourced[] = [];
  for (const source of sources) {
    if (source === undefined) yield undefined;
    else if (all.push(source) > MOST_SORTED) return undefined;
  }
  return all;
}
