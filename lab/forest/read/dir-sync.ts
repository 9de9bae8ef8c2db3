import { LdapRefusalError } from '../../ldap/errors.ts';
import type { SearchDone } from '../../ldap/handler.ts';
import type { OutgoingEntry } from '../../ldap/responses.ts';
import { ResultCode } from '../../ldap/result-codes.ts';
import { dirSyncResponse, type DirSync } from '../../ldap/search-controls.ts';
import type { SearchRequest } from '../../ldap/requests.ts';
import { mayReplicate } from '../access/rights.ts';
import { isSecret } from '../access/secrets.ts';
import { guidBytes } from '../core/identifiers.ts';
import type { AttributeSchema } from '../schema/attribute-schema.ts';
import { isBackLink, SCHEMA } from '../schema/schema.ts';
import { PLACE, type Values } from '../store/object.ts';
import { valuesOf } from './attribute-values.ts';
import { readCookie, writeCookie } from './dir-sync-cookie.ts';
import { compile } from './filter.ts';
import { locate } from './locate.ts';
import { ReadRefusal } from './refusals.ts';
import { readSelection, type Selection } from './selection.ts';
import type { Reading, Sourced } from './source.ts';
import { isDeleted } from '../store/object.ts';
import type { Found } from './walk.ts';

/** LDAP_DIRSYNC_OBJECT_SECURITY: whoever asks is told what he may read, and needs no further right. */
const OBJECT_SECURITY = 1;
/** Entries of one answer; more come with the next cookie. */
const MOST = 1_000;
/** Objects passed over between two turns of the event loop. */
const STRIDE = 1_000;

/**
 * Objects of a naming context that were changed since a cookie was given, deleted ones among them, with what was
 * changed of each ([MS-ADTS] 3.1.1.3.4.1.3). Throws LdapRefusalError.
 */
export function changesSince(
  sync: DirSync,
  request: SearchRequest,
  reading: Reading,
): Generator<Found, SearchDone> {
  const mayRead = (sync.flags & OBJECT_SECURITY) !== 0 || mayReplicate(reading);
  if (!mayRead) throw new LdapRefusalError(ReadRefusal.notAllowed);
  const base = locate(request.base, reading);
  if (base.object.parent !== '') throw new LdapRefusalError(ReadRefusal.partOfContext);
  return changes(base, readCookie(sync.cookie, base.replica), request, reading);
}

function* changes(
  { replica, domain }: Sourced,
  since: number,
  { filter, attributes }: SearchRequest,
  reading: Reading,
): Generator<Found, SearchDone> {
  const selection = readSelection(attributes, { typesOnly: false, extendedDn: undefined });
  const test = compile(filter, reading);
  const until = replica.highestUsn;
  let passed = 0;
  let given = 0;
  let reached = since;
  for (const object of replica.changedSince(since)) {
    if (given === MOST) return ended(true, writeCookie(reached, replica));
    if (++passed % STRIDE === 0) yield undefined;
    reached = object.usnChanged;
    const source = { object, replica, domain };
    const entry = test(source) ? changed(source, since, selection, reading) : undefined;
    if (entry === undefined) continue;
    given++;
    yield entry;
  }
  return ended(false, writeCookie(Math.max(until, reached), replica));
}

function ended(more: boolean, cookie: Buffer): SearchDone {
  return { result: { code: ResultCode.success }, controls: [dirSyncResponse(more, cookie)] };
}

/** What is new of an object: all of it when it is new itself; undefined when nothing that was asked for is. */
function changed(
  source: Sourced,
  since: number,
  selection: Selection,
  reading: Reading,
): OutgoingEntry | undefined {
  const { object, replica } = source;
  const isNew = since === 0 || object.usnCreated > since;
  const wasWritten = (key: string): boolean => (object.stamp(key)?.usn ?? 0) > since;
  const moved = isNew || wasWritten(PLACE);
  const told = [...replicated(source, selection)].filter(
    ({ key }) => isNew || wasWritten(key) || (moved && isName(key, source)),
  );
  const rows = told
    .map((attribute): Row => [attribute.name, valuesOf(attribute, source, reading)])
    // An attribute that was taken away comes without values.
    .filter(([, values]) => values.length > 0 || !isNew);
  if (rows.length === 0 && !moved && !isDeleted(object)) return undefined;
  return { dn: replica.dnOf(object), attributes: [...rows, ...always(source, moved)] };
}

type Row = readonly [string, Values];

/** Told of every object, whatever was asked for. */
function always({ object }: Sourced, moved: boolean): Row[] {
  const rows: Row[] = [['objectGUID', [guidBytes(object.id)]]];
  if (object.parent !== '' && moved) rows.push(['parentGUID', [guidBytes(object.parent)]]);
  if (isDeleted(object)) rows.push(['isDeleted', ['TRUE']]);
  return rows;
}

/** Attributes named with the object. */
function isName(key: string, { object }: Sourced): boolean {
  return key === 'name' || key === object.rdn.type.toLowerCase();
}

/** Told by `always`. */
const ALWAYS: ReadonlySet<string> = new Set(['objectguid', 'parentguid', 'isdeleted']);

/** Attributes that replicate and that the search asks for: of those written, also the ones that have gone. */
function* replicated({ object }: Sourced, { all, wanted }: Selection): Generator<AttributeSchema> {
  const keys = new Set(wanted.map(({ attribute }) => attribute.key));
  if (all) for (const key of ['name', ...object.names(), ...(object.stamped ?? [])]) keys.add(key);
  for (const key of keys) {
    const attribute = SCHEMA.attribute(key);
    if (attribute === undefined || ALWAYS.has(key) || isSecret(key)) continue;
    const { constructed, notReplicated } = attribute;
    if (!constructed && !notReplicated && !isBackLink(attribute) && !LOCAL.has(key)) yield attribute;
  }
}

/** Each replica has its own. */
const LOCAL: ReadonlySet<string> = new Set(['distinguishedname', 'lastlogontimestamp']);
