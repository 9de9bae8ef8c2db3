import { BerWriter } from './ber-writer.ts';
import type { LdapControl, LdapResult } from './message.ts';
import { Tag } from './tags.ts';

const CONTROLS = 0xa0;
const REFERRAL = 0xa3;

/** One for all messages: each is written without a pause, and taken as a copy. */
const shared = new BerWriter();

/** Writes one message round the operation that `write` supplies. */
export function encodeMessage(
  messageId: number,
  write: (writer: BerWriter) => void,
  controls: readonly LdapControl[] = [],
): Buffer {
  shared.reset();
  const message = shared.open();
  shared.integer(messageId);
  write(shared);
  if (controls.length > 0) writeControls(shared, controls);
  shared.close(message);
  return shared.take();
}

function writeControls(writer: BerWriter, controls: readonly LdapControl[]): void {
  const all = writer.open(CONTROLS);
  for (const { oid, critical, value } of controls) {
    const one = writer.open();
    writer.text(oid);
    if (critical) writer.boolean(true);
    if (value !== undefined) writer.bytes(value);
    writer.close(one);
  }
  writer.close(all);
}

/** Writes the fields of LDAPResult, for every response that begins with them. */
export function writeResult(writer: BerWriter, result: LdapResult): void {
  writer.integer(result.code, Tag.enumerated);
  writer.text(result.matchedDn ?? '');
  writer.text(result.diagnosticMessage ?? '');
  if (result.referrals === undefined) return;
  const referral = writer.open(REFERRAL);
  for (const uri of result.referrals) writer.text(uri);
  writer.close(referral);
}

/** Writes what is not a message: the value of a control, of an extended operation. */
export function encodeValue(write: (writer: BerWriter) => void): Buffer {
  const writer = new BerWriter();
  write(writer);
  return writer.take();
}
