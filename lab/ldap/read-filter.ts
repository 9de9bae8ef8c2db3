import type { BerReader } from './ber-reader.ts';
import { LdapProtocolError } from './errors.ts';
import type { Comparison, ExtensibleFilter, Filter, SubstringFilter } from './filter.ts';

/** What a filter may cost whoever walks it: nesting, and conditions in all. */
export const FILTER_LIMITS = { depth: 100, conditions: 20_000 } as const;

const AND = 0xa0;
const OR = 0xa1;
const NOT = 0xa2;
const SUBSTRING = 0xa4;
const PRESENT = 0x87;
const EXTENSIBLE = 0xa9;

const COMPARISONS: ReadonlyMap<number, Comparison> = new Map([
  [0xa3, 'equal'],
  [0xa5, 'atLeast'],
  [0xa6, 'atMost'],
  [0xa8, 'approximate'],
]);

/** Reads a filter of bounded depth and width. Throws LdapProtocolError. */
export function readFilter(reader: BerReader): Filter {
  return readNested(reader, FILTER_LIMITS.depth, { conditions: FILTER_LIMITS.conditions });
}

function readNested(reader: BerReader, depth: number, budget: { conditions: number }): Filter {
  if (depth === 0) throw new LdapProtocolError('a filter nested too deep');
  if (--budget.conditions < 0) throw new LdapProtocolError('a filter of too many conditions');
  const tag = reader.peek() ?? 0;
  const comparison = COMPARISONS.get(tag);
  if (comparison !== undefined) return readComparison(reader, comparison, tag);
  switch (tag) {
    case AND:
    case OR:
      return { kind: tag === AND ? 'and' : 'or', filters: readSet(reader, tag, depth, budget) };
    case NOT:
      return readNot(reader, depth, budget);
    case SUBSTRING:
      return readSubstring(reader, budget);
    case PRESENT:
      return { kind: 'present', attribute: reader.text('attribute', PRESENT) };
    case EXTENSIBLE:
      return readExtensible(reader);
    default:
      throw new LdapProtocolError(`unknown filter 0x${tag.toString(16)}`);
  }
}

function readSet(reader: BerReader, tag: number, depth: number, budget: { conditions: number }): Filter[] {
  const outer = reader.open('filters', tag);
  const filters: Filter[] = [];
  while (!reader.done) filters.push(readNested(reader, depth - 1, budget));
  reader.close('filters', outer);
  return filters;
}

function readNot(reader: BerReader, depth: number, budget: { conditions: number }): Filter {
  const outer = reader.open('negation', NOT);
  const filter = readNested(reader, depth - 1, budget);
  reader.close('negation', outer);
  return { kind: 'not', filter };
}

function readComparison(reader: BerReader, kind: Comparison, tag: number): Filter {
  const outer = reader.open('assertion', tag);
  const attribute = reader.text('attribute');
  const value = reader.bytes('value');
  reader.close('assertion', outer);
  return { kind, attribute, value };
}

function readSubstring(reader: BerReader, budget: { conditions: number }): SubstringFilter {
  const outer = reader.open('substring filter', SUBSTRING);
  const attribute = reader.text('attribute');
  const parts = reader.open('substrings');
  if (reader.done) throw new LdapProtocolError('a substring filter without substrings');
  const initial = reader.optionalBytes('initial', 0x80);
  const any: Buffer[] = [];
  while (reader.peek() === 0x81) {
    // Each is looked for by itself, and costs what a condition costs.
    if (--budget.conditions < 0) throw new LdapProtocolError('a filter of too many parts');
    any.push(reader.bytes('any', 0x81));
  }
  const final = reader.optionalBytes('final', 0x82);
  reader.close('substrings', parts);
  reader.close('substring filter', outer);
  return { kind: 'substring', attribute, initial, any, final };
}

/** Whether to match parts of the DN too is read and forgotten: a domain controller takes no notice of it. */
function readExtensible(reader: BerReader): ExtensibleFilter {
  const outer = reader.open('extensible filter', EXTENSIBLE);
  const rule = reader.optionalBytes('matching rule', 0x81)?.toString('utf8');
  const attribute = reader.optionalBytes('attribute', 0x82)?.toString('utf8');
  const value = reader.bytes('match value', 0x83);
  if (reader.peek() === 0x84) reader.boolean('DN attributes', 0x84);
  reader.close('extensible filter', outer);
  return { kind: 'extensible', rule, attribute, value };
}
