import type { BerReader } from './ber-reader.ts';
import { LdapProtocolError } from './errors.ts';
import type { LdapControl } from './message.ts';
import { Tag } from './tags.ts';

const CONTROLS = 0xa0;
const MAX_CONTROLS = 64;
const NO_CONTROLS: readonly LdapControl[] = [];

/** A message with what `read` made of its operation. */
export interface Message<T> {
  readonly messageId: number;
  readonly operation: T;
  readonly controls: readonly LdapControl[];
}

/**
 * Reads the envelope of RFC 4511 section 4.1.1 round the operation, which `read` must take whole. Message id 0 belongs
 * to unsolicited notifications. Throws LdapProtocolError.
 */
export function readMessage<T>(reader: BerReader, read: (reader: BerReader, tag: number) => T): Message<T> {
  const outer = reader.open('message');
  const messageId = reader.integer('message id');
  if (messageId < 0) throw new LdapProtocolError('a negative message id');
  const tag = reader.peek();
  if (tag === undefined) throw new LdapProtocolError('operation is missing');
  const operation = read(reader, tag);
  const controls = reader.peek() === CONTROLS ? readControls(reader) : NO_CONTROLS;
  reader.close('message', outer);
  if (!reader.done) throw new LdapProtocolError('more than one message');
  return { messageId, operation, controls };
}

function readControls(reader: BerReader): LdapControl[] {
  const outer = reader.open('controls', CONTROLS);
  const controls: LdapControl[] = [];
  while (!reader.done) {
    if (controls.length === MAX_CONTROLS) throw new LdapProtocolError('too many controls');
    controls.push(readControl(reader));
  }
  reader.close('controls', outer);
  return controls;
}

function readControl(reader: BerReader): LdapControl {
  const outer = reader.open('control');
  const oid = reader.text('control type');
  const critical = reader.peek() === Tag.boolean && reader.boolean('criticality');
  const value = reader.optionalBytes('control value');
  reader.close('control', outer);
  return { oid, critical, value };
}
