import { expect, test } from 'vitest';
import { BerReader } from './ber-reader.ts';
import { encodeValue } from './encoding.ts';
import type { Filter } from './filter.ts';
import { writeFilter } from './filter-encoding.ts';
import { FilterSyntaxError, parseFilter } from './filter-parser.ts';
import { escapeFilterValue, filterText } from './filter-text.ts';
import { FILTER_LIMITS, readFilter } from './read-filter.ts';
import { outcome } from './testing.ts';

test.each([
  '(&(a=1)(|(b=*)(!(c>=2)))(d=x*y*z)(e:1.2.840.113556.1.4.803:=2)(f=\\2a\\00))',
  '(displayName=*)',
  '(cn=*end)',
  '(cn=start*)',
  '(cn=Z\\c3\\bcrich)',
  '(cn=)',
  '(&)',
  '(a:=1)',
])('%s survives text and wire', (text) => {
  const bytes = encodeValue((writer) => writeFilter(writer, parseFilter(text)));
  expect(filterText(readFilter(new BerReader(bytes)))).toBe(text);
});

test.each([
  '',
  'cn=x',
  '(cn=x',
  '(cn=x))',
  '(=x)',
  '(cn)',
  '(cn=a(b)',
  '(cn=\\zz)',
  '(&(a=1)b)',
  '(!)',
  '(:=1)',
  '(a:1.2=1)',
])('%j is no filter', (text) => {
  expect(() => parseFilter(text)).toThrow(FilterSyntaxError);
});

test('an escaped value means itself', () => {
  const value = '*)(objectClass=*)\\\u0000ü';
  expect(parseFilter(`(cn=${escapeFilterValue(value)})`)).toEqual({
    kind: 'equal',
    attribute: 'cn',
    value: Buffer.from(value),
  });
});

test('a filter is bounded in depth and in width', () => {
  const read = (filter: Filter): unknown =>
    outcome(() => readFilter(new BerReader(encodeValue((writer) => writeFilter(writer, filter)))).kind);
  const leaf: Filter = { kind: 'present', attribute: 'a' };
  const nested = (depth: number): Filter => (depth === 1 ? leaf : { kind: 'not', filter: nested(depth - 1) });
  const wide = (count: number): Filter => ({ kind: 'or', filters: Array<Filter>(count).fill(leaf) });
  expect([nested(FILTER_LIMITS.depth), nested(FILTER_LIMITS.depth + 1)].map(read)).toEqual([
    'not',
    'refused',
  ]);
  expect([wide(FILTER_LIMITS.conditions - 1), wide(FILTER_LIMITS.conditions)].map(read)).toEqual([
    'or',
    'refused',
  ]);
});

test('a filter is written out as far as somebody reads', () => {
  const long: Filter = { kind: 'equal', attribute: 'cn', value: Buffer.alloc(9_000_000, 0xc3) };
  expect(filterText(long, { longest: 20 })).toBe('(cn=\\c3\\c3\\c3\\c3\\c3\\');
  const wide: Filter = { kind: 'or', filters: [long, long] };
  expect(filterText(wide, { longest: 8 })).toBe('(|(cn=\\c');
});

test('parts of a substring count as conditions do', () => {
  const any = Array<Buffer>(FILTER_LIMITS.conditions).fill(Buffer.from('a'));
  const filter: Filter = { kind: 'substring', attribute: 'a', initial: undefined, any, final: undefined };
  const bytes = encodeValue((writer) => writeFilter(writer, filter));
  expect(() => readFilter(new BerReader(bytes))).toThrow('too many parts');
});
