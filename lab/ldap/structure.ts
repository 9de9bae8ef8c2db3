import { readElement, type BerLimits, type Element } from './ber.ts';
import { LdapProtocolError } from './errors.ts';
import { Fields, Tag } from './fields.ts';
import { Operation, type LdapControl } from './message.ts';

/** A whole message whose every element has been checked to fit, before anything makes sense of it. */
export interface Envelope {
  readonly messageId: number;
  readonly operation: Element;
  readonly controls: readonly LdapControl[];
}

const CONTROLS = 0xa0;
const MAX_CONTROLS = 64;
const KNOWN: ReadonlySet<number> = new Set(Object.values(Operation));

/**
 * Reads the envelope of RFC 4511 section 4.1.1: well-formed BER throughout, bounded depth, a known operation.
 * Message id 0 belongs to unsolicited notifications. Throws LdapProtocolError.
 */
export function readEnvelope(message: Buffer, limits?: BerLimits): Envelope {
  const outer = readElement(message, limits);
  if (outer.tag !== Tag.sequence) throw new LdapProtocolError('not a sequence');
  const fields = new Fields(outer.children);
  const messageId = fields.integer('message id');
  if (messageId < 0) throw new LdapProtocolError('a negative message id');
  const operation = fields.any('operation');
  if (!KNOWN.has(operation.tag))
    throw new LdapProtocolError(`unknown operation 0x${operation.tag.toString(16)}`);
  const controls = readControls(fields.optional(CONTROLS)?.children ?? []);
  fields.end('message');
  return { messageId, operation, controls };
}

function readControls(elements: readonly Element[]): LdapControl[] {
  if (elements.length > MAX_CONTROLS) throw new LdapProtocolError('too many controls');
  return elements.map((element) => {
    if (element.tag !== Tag.sequence) throw new LdapProtocolError('a control that is no sequence');
    const fields = new Fields(element.children);
    const oid = fields.text('control type');
    const critical = fields.optional(Tag.boolean)?.content[0] ?? 0;
    const value = fields.optional(Tag.octetString)?.content;
    fields.end('control');
    return { oid, critical: critical !== 0, value };
  });
}
