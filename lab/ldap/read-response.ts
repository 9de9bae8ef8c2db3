import { BerReader } from './ber-reader.ts';
import { LdapEntry } from './entry.ts';
import { readMessage, type Message } from './envelope.ts';
import { LdapProtocolError } from './errors.ts';
import { Operation } from './message.ts';
import { Tag } from './tags.ts';

/** What a server said of a request that it has dealt with. */
export interface ResponseResult {
  readonly kind: 'result';
  readonly tag: number;
  readonly code: number;
  readonly matchedDn: string;
  readonly diagnosticMessage: string;
  readonly referrals: readonly string[];
  /** Of an extended response. */
  readonly oid?: string | undefined;
  /** Of an extended response, or a SASL bind's server credentials. */
  readonly value?: Buffer | undefined;
}

export type Response =
  | ResponseResult
  | { readonly kind: 'entry'; readonly entry: LdapEntry }
  | { readonly kind: 'reference'; readonly references: readonly string[] };

const REFERRAL = 0xa3;
const SERVER_CREDENTIALS = 0x87;
const RESPONSE_NAME = 0x8a;
const RESPONSE_VALUE = 0x8b;
const RESULTS: ReadonlySet<number> = new Set([
  Operation.bindResponse,
  Operation.searchResultDone,
  Operation.modifyResponse,
  Operation.addResponse,
  Operation.deleteResponse,
  Operation.modifyDnResponse,
  Operation.compareResponse,
  Operation.extendedResponse,
]);

/** Makes sense of one whole message that a server sent. Throws LdapProtocolError. */
export function readResponse(message: Buffer): Message<Response> {
  return readMessage(new BerReader(message), (reader, tag) => {
    if (tag === Operation.searchResultEntry) return { kind: 'entry', entry: readEntry(reader) };
    if (tag === Operation.searchResultReference) {
      return { kind: 'reference', references: readTexts(reader, 'references', tag) };
    }
    if (!RESULTS.has(tag)) throw new LdapProtocolError(`no response has tag 0x${tag.toString(16)}`);
    return readResult(reader, tag);
  });
}

function readResult(reader: BerReader, tag: number): ResponseResult {
  const outer = reader.open('response', tag);
  const code = reader.integer('result code', Tag.enumerated);
  const matchedDn = reader.text('matched DN');
  const diagnosticMessage = reader.text('diagnostic message');
  const referrals = reader.peek() === REFERRAL ? readTexts(reader, 'referrals', REFERRAL) : [];
  const credentials = reader.optionalBytes('server credentials', SERVER_CREDENTIALS);
  const oid = reader.optionalBytes('response name', RESPONSE_NAME)?.toString('utf8');
  const value = reader.optionalBytes('response value', RESPONSE_VALUE) ?? credentials;
  reader.close('response', outer);
  return { kind: 'result', tag, code, matchedDn, diagnosticMessage, referrals, oid, value };
}

function readEntry(reader: BerReader): LdapEntry {
  const outer = reader.open('entry', Operation.searchResultEntry);
  const dn = reader.text('entry name');
  const list = reader.open('attributes');
  const attributes: (readonly [string, readonly Buffer[]])[] = [];
  while (!reader.done) attributes.push(readAttribute(reader));
  reader.close('attributes', list);
  reader.close('entry', outer);
  return new LdapEntry(dn, attributes);
}

function readAttribute(reader: BerReader): readonly [string, readonly Buffer[]] {
  const outer = reader.open('attribute');
  const type = reader.text('attribute type');
  const set = reader.open('values', Tag.set);
  const values: Buffer[] = [];
  // Copies, as entries outlive the piece of the stream that they came in.
  while (!reader.done) values.push(Buffer.from(reader.bytes('value')));
  reader.close('values', set);
  reader.close('attribute', outer);
  return [type, values];
}

function readTexts(reader: BerReader, what: string, tag: number): string[] {
  const outer = reader.open(what, tag);
  const texts: string[] = [];
  while (!reader.done) texts.push(reader.text(what));
  reader.close(what, outer);
  return texts;
}
