import { expect, test } from 'vitest';
import { Credit } from './credit.ts';

test('credit is given back in quarters, and never grows beyond its limit', () => {
  const granted: number[] = [];
  const credit = new Credit(16, (count) => granted.push(count));
  for (let nth = 0; nth < 11; nth++) credit.done();
  expect(granted).toEqual([16, 4, 4]);
});

test('of a credit of one or two, each is given back at once', () => {
  for (const limit of [1, 2]) {
    const granted: number[] = [];
    const credit = new Credit(limit, (count) => granted.push(count));
    for (let nth = 0; nth < 3; nth++) credit.done();
    expect(granted).toEqual([limit, 1, 1, 1]);
  }
});
