import type { BerReader } from './ber-reader.ts';
import { readFilter } from './read-filter.ts';
import { Operation, SCOPES } from './message.ts';
import { malformed } from './refusals.ts';
import type { SearchRequest, UnservableRequest } from './requests.ts';
import { Tag } from './tags.ts';

const DEREFERENCING = 4;

/**
 * SearchRequest (RFC 4511 section 4.5.1). Active Directory has no aliases, so their dereferencing is checked and
 * forgotten. Throws LdapProtocolError.
 */
export function readSearch(reader: BerReader): SearchRequest | UnservableRequest {
  const outer = reader.open('search request', Operation.searchRequest);
  const base = reader.text('base');
  const scope = SCOPES[reader.integer('scope', Tag.enumerated)];
  const dereferencing = reader.integer('dereferencing', Tag.enumerated);
  const sizeLimit = reader.integer('size limit');
  const timeLimit = reader.integer('time limit');
  const typesOnly = reader.boolean('types only');
  const filter = readFilter(reader);
  const attributes = readTexts(reader, 'attributes');
  reader.close('search request', outer);
  const sound = sizeLimit >= 0 && timeLimit >= 0 && dereferencing >= 0 && dereferencing < DEREFERENCING;
  if (scope === undefined || !sound) return malformed(Operation.searchResultDone);
  return { kind: 'search', base, scope, sizeLimit, timeLimit, typesOnly, filter, attributes };
}

function readTexts(reader: BerReader, what: string): string[] {
  const outer = reader.open(what);
  const texts: string[] = [];
  while (!reader.done) texts.push(reader.text(what));
  reader.close(what, outer);
  return texts;
}
