import type { Element } from './ber.ts';
import { LdapProtocolError } from './errors.ts';
import { booleanOf, Fields, Tag } from './fields.ts';

/** A search filter (RFC 4511 section 4.5.1.7). Values are bytes, as `objectGUID` is compared by bytes. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly filters: readonly Filter[] }
  | { readonly kind: 'not'; readonly filter: Filter }
  | { readonly kind: 'present'; readonly attribute: string }
  | { readonly kind: Comparison; readonly attribute: string; readonly value: Buffer }
  | SubstringFilter
  | ExtensibleFilter;

export type Comparison = 'equal' | 'atLeast' | 'atMost' | 'approximate';

export interface SubstringFilter {
  readonly kind: 'substring';
  readonly attribute: string;
  readonly initial?: Buffer | undefined;
  readonly any: readonly Buffer[];
  readonly final?: Buffer | undefined;
}

export interface ExtensibleFilter {
  readonly kind: 'extensible';
  readonly rule?: string | undefined;
  readonly attribute?: string | undefined;
  readonly value: Buffer;
}

const COMPARISONS: ReadonlyMap<number, Comparison> = new Map([
  [0xa3, 'equal'],
  [0xa5, 'atLeast'],
  [0xa6, 'atMost'],
  [0xa8, 'approximate'],
]);

/** Reads a filter; its depth is bounded by the element reader. Throws LdapProtocolError. */
export function readFilter(element: Element): Filter {
  const comparison = COMPARISONS.get(element.tag);
  if (comparison !== undefined) return readComparison(comparison, element);
  switch (element.tag) {
    case 0xa0:
      return { kind: 'and', filters: element.children.map(readFilter) };
    case 0xa1:
      return { kind: 'or', filters: element.children.map(readFilter) };
    case 0xa2:
      return readNot(element);
    case 0xa4:
      return readSubstring(element);
    case 0x87:
      return { kind: 'present', attribute: element.content.toString('utf8') };
    case 0xa9:
      return readExtensible(element);
    default:
      throw new LdapProtocolError(`unknown filter 0x${element.tag.toString(16)}`);
  }
}

function readComparison(kind: Comparison, element: Element): Filter {
  const fields = new Fields(element.children);
  const filter = { kind, attribute: fields.text('attribute'), value: fields.bytes('value') };
  fields.end('assertion');
  return filter;
}

function readNot(element: Element): Filter {
  const fields = new Fields(element.children);
  const filter = readFilter(fields.any('negated filter'));
  fields.end('negation');
  return { kind: 'not', filter };
}

function readSubstring(element: Element): Filter {
  const fields = new Fields(element.children);
  const attribute = fields.text('attribute');
  const parts = new Fields(fields.take(Tag.sequence, 'substrings').children);
  const initial = parts.optional(0x80)?.content;
  const any: Buffer[] = [];
  for (let part = parts.optional(0x81); part !== undefined; part = parts.optional(0x81))
    any.push(part.content);
  const final = parts.optional(0x82)?.content;
  parts.end('substrings');
  fields.end('substring filter');
  return { kind: 'substring', attribute, initial, any, final };
}

function readExtensible(element: Element): Filter {
  const fields = new Fields(element.children);
  const rule = fields.optional(0x81)?.content.toString('utf8');
  const attribute = fields.optional(0x82)?.content.toString('utf8');
  const value = fields.bytes('match value', 0x83);
  const dnAttributes = fields.optional(0x84);
  if (dnAttributes !== undefined) booleanOf(dnAttributes, 'dnAttributes');
  fields.end('extensible filter');
  return { kind: 'extensible', rule, attribute, value };
}
