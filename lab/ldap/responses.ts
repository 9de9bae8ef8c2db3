import { encodeMessage, writeResult } from './encoding.ts';
import { Tag } from './fields.ts';
import { Operation, type LdapControl, type LdapResult } from './message.ts';
import { Oid } from './oids.ts';
import { ResultCode } from './result-codes.ts';

/** An entry on its way out; values are bytes or text. */
export interface OutgoingEntry {
  readonly dn: string;
  readonly attributes: readonly (readonly [string, readonly (string | Buffer)[]])[];
}

const RESPONSE_NAME = 0x8a;
const RESPONSE_VALUE = 0x8b;

/** A response that is an LDAPResult and no more: bind, search done, compare, writes. */
export function resultMessage(
  id: number,
  tag: number,
  result: LdapResult,
  controls: readonly LdapControl[] = [],
): Buffer {
  return encodeMessage(
    id,
    (writer) => {
      writer.startSequence(tag);
      writeResult(writer, result);
      writer.endSequence();
    },
    controls,
  );
}

export function entryMessage(id: number, { dn, attributes }: OutgoingEntry): Buffer {
  return encodeMessage(id, (writer) => {
    writer.startSequence(Operation.searchResultEntry);
    writer.writeString(dn);
    writer.startSequence();
    for (const [name, values] of attributes) {
      writer.startSequence();
      writer.writeString(name);
      writer.startSequence(Tag.set);
      for (const value of values) {
        if (typeof value === 'string') writer.writeString(value);
        else writer.writeBuffer(value, Tag.octetString);
      }
      writer.endSequence();
      writer.endSequence();
    }
    writer.endSequence();
    writer.endSequence();
  });
}

export interface ExtendedResult extends LdapResult {
  readonly oid?: string;
  readonly value?: string;
}

export function extendedMessage(id: number, result: ExtendedResult): Buffer {
  return encodeMessage(id, (writer) => {
    writer.startSequence(Operation.extendedResponse);
    writeResult(writer, result);
    if (result.oid !== undefined) writer.writeString(result.oid, RESPONSE_NAME);
    if (result.value !== undefined) writer.writeString(result.value, RESPONSE_VALUE);
    writer.endSequence();
  });
}

/** The server's last word on a connection whose bytes it could not read (RFC 4511 section 4.4.1). */
export function noticeOfDisconnection(): Buffer {
  return extendedMessage(0, {
    code: ResultCode.protocolError,
    diagnosticMessage:
      '00000057: LdapErr: DSID-0C0C0083, comment: Error decoding ldap message, data 0, v1db1',
    oid: Oid.noticeOfDisconnection,
  });
}
