import { expect, test } from 'vitest';
import { Recurring } from './recurring.ts';

test('what was made of a text is not made again until there was too much else', () => {
  const made: string[] = [];
  const upper = new Recurring(2, (text) => {
    if (text === '') throw new Error('nothing');
    made.push(text);
    return text.toUpperCase();
  });
  expect([upper.of('a'), upper.of('a'), upper.of('b'), upper.of('a')]).toEqual(['A', 'A', 'B', 'A']);
  expect(made).toEqual(['a', 'b']);
  expect(() => upper.of('')).toThrow('nothing');
  expect([upper.of('c'), upper.of('a')]).toEqual(['C', 'A']);
  expect(made).toEqual(['a', 'b', 'c', 'a']);
});
