import asn1 from '@ldapjs/asn1';
import { expect, test } from 'vitest';
import { readElement } from './ber.ts';
import { readFilter } from './filter.ts';
import { writeFilter } from './filter-encoding.ts';
import { FilterSyntaxError, parseFilter } from './filter-parser.ts';
import { escapeFilterValue, filterText } from './filter-text.ts';

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
  const writer = new asn1.BerWriter();
  writeFilter(writer, parseFilter(text));
  expect(filterText(readFilter(readElement(writer.buffer)))).toBe(text);
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
