import { LdapRefusalError } from '../../ldap/errors.ts';
import type { SearchDone } from '../../ldap/handler.ts';
import type { OutgoingEntry } from '../../ldap/responses.ts';
import { ResultCode } from '../../ldap/result-codes.ts';
import { dirSyncResponse, type DirSync } from '../../ldap/search-controls.ts';
import type { SearchRequest } from '../../ldap/requests.ts';
import { mayReplicate } from '../access/rights.ts';
import { guidBytes } from '../core/identifiers.ts';
import { SCHEMA } from '../schema/schema.ts';
import { PLACE, textOf } from '../store/object.ts';
import { compile } from './filter.ts';
import { locate } from './locate.ts';
import { ReadRefusal } from './refusals.ts';
import { readSelection, select } from './selection.ts';
import type { Reading, Sourced } from './source.ts';
import { matching, type Found } from './walk.ts';

const MARK = Buffer.from('MSDS');
const COOKIE = 24;
/** Entries of one answer; more come with the next cookie. */
const MOST = 1_000;

/** What a cookie says: all up to a USN is known, and of the walk under way so much. */
interface Position {
  readonly usn: number;
  /** Entries of the present round that were answered already. */
  readonly skip: number;
  /** The USN at which the present round began. */
  readonly until: number;
}

/**
 * Objects that were changed since a cookie was given, deleted ones among them, with what was changed of each
 * ([MS-ADTS] 3.1.1.3.4.1.3). The cookie is the lab's own and good at the domain controller that gave it.
 */
export function changesSince(
  sync: DirSync,
  request: SearchRequest,
  reading: Reading,
): Generator<Found, SearchDone> {
  if (!mayReplicate(reading)) throw new LdapRefusalError(ReadRefusal.notAllowed);
  return walk(sync, request, reading);
}

function* walk({ cookie }: DirSync, request: SearchRequest, reading: Reading): Generator<Found, SearchDone> {
  const base = locate(request.base, reading);
  const { highestUsn } = base.replica;
  const position = readCookie(cookie) ?? { usn: 0, skip: 0, until: highestUsn };
  const order = {
    base,
    request: { ...request, scope: 'sub' as const },
    test: compile(request.filter, reading),
    showDeleted: true,
  };
  let seen = 0;
  let given = 0;
  for (const source of matching(order, reading)) {
    if (source === undefined || source.object.usnChanged <= position.usn) {
      yield undefined;
      continue;
    }
    if (++seen <= position.skip) continue;
    if (given++ === MOST) return ended(true, { ...position, skip: position.skip + MOST });
    yield changed(source, position.usn, request, reading);
  }
  return ended(false, { usn: position.until, skip: 0, until: position.until });
}

/** What is new of an object: all of it when it is new itself, or was there before anybody wrote. */
function changed(source: Sourced, since: number, request: SearchRequest, reading: Reading): OutgoingEntry {
  const { object } = source;
  const selection = readSelection(request.attributes, { typesOnly: false, extendedDn: undefined });
  const entry = select(source, selection, reading);
  const whole = since === 0 || object.usnCreated > since;
  const moved = object.stamp(PLACE) !== undefined;
  const kept = entry.attributes.filter(([name]) => {
    const key = SCHEMA.attribute(name.split(';')[0] ?? '')?.key ?? '';
    return whole || object.stamp(key) !== undefined || (moved && ['cn', 'name', 'ou'].includes(key));
  });
  const parent = object.parent === '' ? [] : [['parentGUID', [guidBytes(object.parent)]] as const];
  const always: OutgoingEntry['attributes'] = [
    ['objectGUID', [guidBytes(object.id)]],
    ...(whole || moved ? parent : []),
  ];
  const deleted = textOf(object, 'isdeleted') === 'TRUE' ? [['isDeleted', ['TRUE']] as const] : [];
  const names = new Set([
    'objectGUID',
    'parentGUID',
    'isDeleted',
    'distinguishedName',
    'uSNChanged',
    'whenChanged',
  ]);
  return { dn: entry.dn, attributes: [...kept.filter(([name]) => !names.has(name)), ...always, ...deleted] };
}

function ended(more: boolean, position: Position): SearchDone {
  return { result: { code: ResultCode.success }, controls: [dirSyncResponse(more, writeCookie(position))] };
}

function writeCookie({ usn, skip, until }: Position): Buffer {
  const bytes = Buffer.alloc(COOKIE + MARK.length);
  MARK.copy(bytes);
  [usn, skip, until].forEach((number, nth) => bytes.writeBigUInt64LE(BigInt(number), MARK.length + nth * 8));
  return bytes;
}

function readCookie(cookie: Buffer): Position | undefined {
  if (cookie.length === 0) return undefined;
  if (cookie.length !== COOKIE + MARK.length || !cookie.subarray(0, MARK.length).equals(MARK)) {
    throw new LdapRefusalError(ReadRefusal.cookie);
  }
  const [usn = 0, skip = 0, until = 0] = [0, 1, 2].map((nth) =>
    Number(cookie.readBigUInt64LE(MARK.length + nth * 8)),
  );
  return { usn, skip, until };
}
