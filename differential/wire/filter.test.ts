import { expect, test } from 'vitest';
import { encodeFilter } from './filter.ts';

test.each([
  ['(cn=a)', 'a307 0402 636e 0401 61'],
  ['(cn=*)', '8702 636e'],
  ['(cn=a*b*c)', 'a40f 0402 636e 3009 8001 61 8101 62 8201 63'],
  ['(cn=*a)', 'a409 0402 636e 3003 8201 61'],
  ['(cn=\\2a)', 'a307 0402 636e 0401 2a'],
  ['(cn>=1)', 'a507 0402 636e 0401 31'],
  ['(&)', 'a000'],
  ['(!(cn=*))', 'a204 8702 636e'],
  ['(|(cn=*)(sn=*))', 'a108 8702 636e 8702 736e'],
  ['(cn:1.2:=x)', 'a90c 8103 312e32 8202 636e 8301 78'],
])('%s', (filter, bytes) => {
  expect(encodeFilter(filter).toString('hex')).toBe(bytes.replaceAll(' ', ''));
});

test.each(['cn=a', '(cn=a', '(cn=a)x', '((cn=a))'])('%s is refused', (filter) => {
  expect(() => encodeFilter(filter)).toThrow();
});
