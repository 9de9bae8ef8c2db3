import type { BerWriter } from './ber-writer.ts';
import { encodeMessage, writeResult } from './encoding.ts';
import { Operation, type LdapControl, type LdapResult } from './message.ts';
import { Oid } from './oids.ts';
import { fixedResultMessage } from './result-cache.ts';
import { Tag } from './tags.ts';

/** An entry on its way out; values are bytes or text. */
export interface OutgoingEntry {
  readonly dn: string;
  readonly attributes: readonly (readonly [string, readonly (string | Uint8Array)[]])[];
}

/** Where to go on searching (RFC 4511 section 4.5.3): `ldap://host/dn`. */
export interface OutgoingReference {
  readonly references: readonly string[];
}

/** What a bind answers; a SASL mechanism may have something to say besides. */
export interface BindResult extends LdapResult {
  readonly serverCredentials?: Buffer;
  /** What a Sicily bind has to say: it stands where the matched DN does ([MS-ADTS] 5.1.1.1.3). */
  readonly sicilyCredentials?: Buffer;
}

export interface ExtendedResult extends LdapResult {
  readonly oid?: string;
  readonly value?: string | Buffer;
}

const SERVER_CREDENTIALS = 0x87;
const RESPONSE_NAME = 0x8a;
const RESPONSE_VALUE = 0x8b;
const NO_CONTROLS: readonly LdapControl[] = [];

/** A response that is an LDAPResult and no more: search done, compare, writes. Frozen results are encoded once. */
export function resultMessage(
  id: number,
  tag: number,
  result: LdapResult,
  controls: readonly LdapControl[] = NO_CONTROLS,
): Buffer {
  if (controls.length === 0 && Object.isFrozen(result)) return fixedResultMessage(id, tag, result);
  return response(id, tag, (writer) => writeResult(writer, result), controls);
}

export function bindMessage(id: number, result: BindResult): Buffer {
  const { serverCredentials, sicilyCredentials } = result;
  if (sicilyCredentials !== undefined) return sicilyMessage(id, result, sicilyCredentials);
  if (serverCredentials === undefined) return resultMessage(id, Operation.bindResponse, result);
  return response(id, Operation.bindResponse, (writer) => {
    writeResult(writer, result);
    writer.bytes(serverCredentials, SERVER_CREDENTIALS);
  });
}

function sicilyMessage(
  id: number,
  { code, diagnosticMessage = '' }: LdapResult,
  credentials: Buffer,
): Buffer {
  return response(id, Operation.bindResponse, (writer) => {
    writer.integer(code, Tag.enumerated);
    writer.bytes(credentials);
    writer.text(diagnosticMessage);
  });
}

export function entryMessage(id: number, { dn, attributes }: OutgoingEntry): Buffer {
  return response(id, Operation.searchResultEntry, (writer) => {
    writer.text(dn);
    const list = writer.open();
    for (const [name, values] of attributes) writeAttribute(writer, name, values);
    writer.close(list);
  });
}

function writeAttribute(writer: BerWriter, name: string, values: readonly (string | Uint8Array)[]): void {
  const attribute = writer.open();
  writer.text(name);
  const set = writer.open(Tag.set);
  for (const value of values) {
    if (typeof value === 'string') writer.text(value);
    else writer.bytes(value);
  }
  writer.close(set);
  writer.close(attribute);
}

export function referenceMessage(id: number, { references }: OutgoingReference): Buffer {
  return response(id, Operation.searchResultReference, (writer) => {
    for (const uri of references) writer.text(uri);
  });
}

export function extendedMessage(id: number, result: ExtendedResult): Buffer {
  return response(id, Operation.extendedResponse, (writer) => {
    writeResult(writer, result);
    if (result.oid !== undefined) writer.text(result.oid, RESPONSE_NAME);
    if (typeof result.value === 'string') writer.text(result.value, RESPONSE_VALUE);
    else if (result.value !== undefined) writer.bytes(result.value, RESPONSE_VALUE);
  });
}

/** The server's last word on a connection, and the reason (RFC 4511 section 4.4.1). */
export function noticeOfDisconnection(reason: LdapResult): Buffer {
  return extendedMessage(0, { ...reason, oid: Oid.noticeOfDisconnection });
}

function response(
  id: number,
  tag: number,
  write: (writer: BerWriter) => void,
  controls: readonly LdapControl[] = NO_CONTROLS,
): Buffer {
  return encodeMessage(
    id,
    (writer) => {
      const start = writer.open(tag);
      write(writer);
      writer.close(start);
    },
    controls,
  );
}
