import { LdapProtocolError } from './errors.ts';
import { extentAt } from './extent.ts';

/** One element of BER (ITU-T X.690): a tag of one byte, its content, and the elements inside a constructed one. */
export interface Element {
  readonly tag: number;
  readonly content: Buffer;
  readonly children: readonly Element[];
}

/** What a message may cost the reader. */
export interface BerLimits {
  readonly depth: number;
  readonly elements: number;
}

export const BER_LIMITS: BerLimits = { depth: 40, elements: 100_000 };

const CONSTRUCTED = 0x20;
const LONG_TAG = 0x1f;

/**
 * Reads one element that fills `bytes` exactly, with all that is inside: for whoever wants to see a message whatever it
 * means. Throws LdapProtocolError.
 */
export function readElement(bytes: Buffer, limits: BerLimits = BER_LIMITS): Element {
  const budget = { elements: limits.elements };
  const [element, ...more] = readElements(bytes, limits.depth, budget);
  if (element === undefined || more.length > 0) throw new LdapProtocolError('not exactly one element');
  return element;
}

function readElements(bytes: Buffer, depth: number, budget: { elements: number }): Element[] {
  if (depth === 0) throw new LdapProtocolError('nested too deep');
  const elements: Element[] = [];
  for (let offset = 0; offset < bytes.length;) {
    const tag = bytes[offset] ?? 0;
    if ((tag & LONG_TAG) === LONG_TAG) throw new LdapProtocolError('a tag of more than one byte');
    const extent = extentAt(bytes, offset);
    if (extent === undefined || extent.end > bytes.length)
      throw new LdapProtocolError('a length beyond the end');
    if (--budget.elements < 0) throw new LdapProtocolError('too many elements');
    const content = bytes.subarray(extent.start, extent.end);
    const children = (tag & CONSTRUCTED) === 0 ? [] : readElements(content, depth - 1, budget);
    elements.push({ tag, content, children });
    offset = extent.end;
  }
  return elements;
}
