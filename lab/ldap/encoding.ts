import asn1, { type BerWriter } from '@ldapjs/asn1';
import type { LdapControl, LdapResult } from './message.ts';

const CONTROLS = 0xa0;
const REFERRAL = 0xa3;

/** Writes one message round the operation that `write` supplies. */
export function encodeMessage(
  messageId: number,
  write: (writer: BerWriter) => void,
  controls: readonly LdapControl[] = [],
): Buffer {
  const writer = new asn1.BerWriter();
  writer.startSequence();
  writer.writeInt(messageId);
  write(writer);
  if (controls.length > 0) writeControls(writer, controls);
  writer.endSequence();
  return writer.buffer;
}

function writeControls(writer: BerWriter, controls: readonly LdapControl[]): void {
  writer.startSequence(CONTROLS);
  for (const { oid, critical, value } of controls) {
    writer.startSequence();
    writer.writeString(oid);
    if (critical) writer.writeBoolean(true);
    if (value !== undefined) writer.writeBuffer(value, 0x04);
    writer.endSequence();
  }
  writer.endSequence();
}

/** Writes the fields of LDAPResult, for every response that begins with them. */
export function writeResult(writer: BerWriter, result: LdapResult): void {
  writer.writeEnumeration(result.code);
  writer.writeString(result.matchedDn ?? '');
  writer.writeString(result.diagnosticMessage ?? '');
  if (result.referrals === undefined) return;
  writer.startSequence(REFERRAL);
  for (const uri of result.referrals) writer.writeString(uri);
  writer.endSequence();
}
