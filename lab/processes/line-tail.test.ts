import { expect, test } from 'vitest';
import { LineTail } from './line-tail.ts';

test('half a line on one stream stays out of the lines of another, and the last lines of both are kept', () => {
  const tail = new LineTail(3);
  const [output, errors] = [tail.stream(), tail.stream()];
  expect(errors.add('one\nload')).toEqual(['one']);
  expect(output.add('ready x\r\nnext\n')).toEqual(['ready x', 'next']);
  expect(tail.lines()).toEqual(['ready x', 'next', 'load']);
  expect(errors.add('ed\n')).toEqual(['loaded']);
  expect(tail.lines()).toEqual(['ready x', 'next', 'loaded']);
});
