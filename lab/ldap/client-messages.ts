import type { Element } from './ber.ts';
import { encodeMessage } from './encoding.ts';
import { LdapEntry } from './entry.ts';
import { Fields, Tag } from './fields.ts';
import { writeFilter } from './filter-encoding.ts';
import { parseFilter } from './filter-parser.ts';
import { Operation, SCOPES, type LdapControl, type Scope } from './message.ts';

/** What a search asks for. */
export interface SearchRequestFields {
  readonly base: string;
  readonly scope: Scope;
  /** RFC 4515. */
  readonly filter: string;
  readonly attributes: readonly string[];
  readonly sizeLimit: number;
}

const LDAP_VERSION = 3;
const SIMPLE = 0x80;

export function bindRequest(
  id: number,
  name: string,
  password: string,
  controls: readonly LdapControl[],
): Buffer {
  return encodeMessage(
    id,
    (writer) => {
      writer.startSequence(Operation.bindRequest);
      writer.writeInt(LDAP_VERSION);
      writer.writeString(name);
      writer.writeString(password, SIMPLE);
      writer.endSequence();
    },
    controls,
  );
}

export function unbindRequest(id: number): Buffer {
  return encodeMessage(id, (writer) => writer.writeBuffer(Buffer.alloc(0), Operation.unbindRequest));
}

export function searchRequest(
  id: number,
  search: SearchRequestFields,
  controls: readonly LdapControl[],
): Buffer {
  const filter = parseFilter(search.filter);
  return encodeMessage(
    id,
    (writer) => {
      writer.startSequence(Operation.searchRequest);
      writer.writeString(search.base);
      writer.writeEnumeration(SCOPES.indexOf(search.scope));
      writer.writeEnumeration(0);
      writer.writeInt(search.sizeLimit);
      writer.writeInt(0);
      writer.writeBoolean(false);
      writeFilter(writer, filter);
      writer.startSequence();
      for (const attribute of search.attributes) writer.writeString(attribute);
      writer.endSequence();
      writer.endSequence();
    },
    controls,
  );
}

/** Reads LDAPResult at the head of a response. Throws LdapProtocolError. */
export function readResult(response: Element): { code: number; diagnosticMessage: string } {
  const fields = new Fields(response.children);
  const code = fields.integer('result code', Tag.enumerated);
  fields.bytes('matched DN');
  return { code, diagnosticMessage: fields.text('diagnostic message') };
}

/** Reads SearchResultEntry. Throws LdapProtocolError. */
export function readEntry(response: Element): LdapEntry {
  const fields = new Fields(response.children);
  const dn = fields.text('entry name');
  const attributes = fields.list('attributes').map((attribute) => {
    const parts = new Fields(attribute.children);
    const name = parts.text('attribute type');
    return [name, parts.list('values', Tag.set).map((value) => Buffer.from(value.content))] as const;
  });
  return new LdapEntry(dn, attributes);
}
