import type { BerWriter } from './ber-writer.ts';
import { encodeMessage } from './encoding.ts';
import { writeFilter } from './filter-encoding.ts';
import { parseFilter } from './filter-parser.ts';
import { CHANGE_KINDS, Operation, SCOPES, type LdapControl, type Scope } from './message.ts';
import type { Change } from './requests.ts';
import { Tag } from './tags.ts';

/** What a search asks for. */
export interface SearchRequestFields {
  readonly base: string;
  readonly scope: Scope;
  /** RFC 4515. */
  readonly filter: string;
  readonly attributes: readonly string[];
  readonly sizeLimit: number;
  /** Seconds; 0 unless given. */
  readonly timeLimit?: number;
  readonly typesOnly?: boolean;
}

/** Values of attributes by type. */
export type Values = Readonly<Record<string, readonly (string | Uint8Array)[]>>;

/** A change as callers spell it: text or bytes. */
export interface ChangeFields {
  readonly kind: Change['kind'];
  readonly type: string;
  readonly values: readonly (string | Uint8Array)[];
}

/** Writes an operation; the connection supplies the message round it. */
export type WriteOperation = (writer: BerWriter) => void;

const LDAP_VERSION = 3;
const SIMPLE = 0x80;
const SASL = 0xa3;
const SICILY_NEGOTIATE = 0x8a;

export function bindRequest(
  id: number,
  name: string,
  password: string,
  controls: readonly LdapControl[],
): Buffer {
  return encodeMessage(id, simpleBind(name, password), controls);
}

export function unbindRequest(id: number): Buffer {
  return encodeMessage(id, (writer) => writer.bytes(Buffer.alloc(0), Operation.unbindRequest));
}

export function abandonRequest(id: number, target: number): Buffer {
  return encodeMessage(id, (writer) => writer.integer(target, Operation.abandonRequest));
}

export function searchRequest(
  id: number,
  fields: SearchRequestFields,
  controls: readonly LdapControl[],
): Buffer {
  return encodeMessage(id, search(fields), controls);
}

export function simpleBind(name: string, password: string, version = LDAP_VERSION): WriteOperation {
  return constructed(Operation.bindRequest, (writer) => {
    writer.integer(version);
    writer.text(name);
    writer.text(password, SIMPLE);
  });
}

export function saslBind(mechanism: string, token?: Uint8Array): WriteOperation {
  return constructed(Operation.bindRequest, (writer) => {
    writer.integer(LDAP_VERSION);
    writer.text('');
    const sasl = writer.open(SASL);
    writer.text(mechanism);
    if (token !== undefined) writer.bytes(token);
    writer.close(sasl);
  });
}

/** The step of a Sicily bind that carries a NEGOTIATE message ([MS-ADTS] 5.1.1.1.3). */
export function sicilyNegotiate(token: Uint8Array): WriteOperation {
  return constructed(Operation.bindRequest, (writer) => {
    writer.integer(LDAP_VERSION);
    writer.text('');
    writer.bytes(token, SICILY_NEGOTIATE);
  });
}

/** Throws FilterSyntaxError. */
export function search(fields: SearchRequestFields): WriteOperation {
  const filter = parseFilter(fields.filter);
  return constructed(Operation.searchRequest, (writer) => {
    writer.text(fields.base);
    writer.integer(SCOPES.indexOf(fields.scope), Tag.enumerated);
    writer.integer(0, Tag.enumerated);
    writer.integer(fields.sizeLimit);
    writer.integer(fields.timeLimit ?? 0);
    writer.boolean(fields.typesOnly ?? false);
    writeFilter(writer, filter);
    const attributes = writer.open();
    for (const attribute of fields.attributes) writer.text(attribute);
    writer.close(attributes);
  });
}

export function add(dn: string, values: Values): WriteOperation {
  return constructed(Operation.addRequest, (writer) => {
    writer.text(dn);
    const list = writer.open();
    for (const [type, each] of Object.entries(values)) writeAttribute(writer, type, each);
    writer.close(list);
  });
}

export function modify(dn: string, changes: readonly ChangeFields[]): WriteOperation {
  return constructed(Operation.modifyRequest, (writer) => {
    writer.text(dn);
    const list = writer.open();
    for (const { kind, type, values } of changes) {
      const change = writer.open();
      writer.integer(CHANGE_KINDS.indexOf(kind), Tag.enumerated);
      writeAttribute(writer, type, values);
      writer.close(change);
    }
    writer.close(list);
  });
}

export function modifyDn(
  dn: string,
  newRdn: string,
  deleteOldRdn: boolean,
  newSuperior?: string,
): WriteOperation {
  return constructed(Operation.modifyDnRequest, (writer) => {
    writer.text(dn);
    writer.text(newRdn);
    writer.boolean(deleteOldRdn);
    if (newSuperior !== undefined) writer.text(newSuperior, 0x80);
  });
}

export function remove(dn: string): WriteOperation {
  return (writer) => writer.text(dn, Operation.deleteRequest);
}

export function compare(dn: string, attribute: string, value: string | Uint8Array): WriteOperation {
  return constructed(Operation.compareRequest, (writer) => {
    writer.text(dn);
    const assertion = writer.open();
    writer.text(attribute);
    writeValue(writer, value);
    writer.close(assertion);
  });
}

export function extended(oid: string, value?: Uint8Array): WriteOperation {
  return constructed(Operation.extendedRequest, (writer) => {
    writer.text(oid, 0x80);
    if (value !== undefined) writer.bytes(value, 0x81);
  });
}

function writeAttribute(writer: BerWriter, type: string, values: readonly (string | Uint8Array)[]): void {
  const attribute = writer.open();
  writer.text(type);
  const set = writer.open(Tag.set);
  for (const value of values) writeValue(writer, value);
  writer.close(set);
  writer.close(attribute);
}

function writeValue(writer: BerWriter, value: string | Uint8Array): void {
  if (typeof value === 'string') writer.text(value);
  else writer.bytes(value);
}

function constructed(tag: number, write: WriteOperation): WriteOperation {
  return (writer) => {
    const start = writer.open(tag);
    write(writer);
    writer.close(start);
  };
}
