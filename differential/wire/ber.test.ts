import { expect, test } from 'vitest';
import { element, integer, readElement, text } from './ber.ts';

test.each([
  [0, '020100'],
  [127, '02017f'],
  [128, '02020080'],
  [-1, '0201ff'],
  [-129, '0202ff7f'],
  [2 ** 31 - 1, '02047fffffff'],
])('the integer %d', (value, bytes) => {
  expect(integer(value).toString('hex')).toBe(bytes);
});

test('an element is read only when it is all there, and what follows is left', () => {
  const bytes = element(0x30, text('x'.repeat(300)), integer(5));
  expect(readElement(bytes.subarray(0, -1))).toBeUndefined();
  const read = readElement(Buffer.concat([bytes, Buffer.from([1])]));
  expect(read?.element.children.map(({ tag, content }) => [tag, content.length])).toEqual([
    [4, 300],
    [2, 1],
  ]);
  expect(read?.rest).toEqual(Buffer.from([1]));
});
