import { expect, test } from 'vitest';
import { didYouMean, mostLike } from './likeness.ts';

test.each([
  ['@migratoin', ['@migration', '@failover'], '@migration'],
  ['the defualt lab', ['the default lab', 'a lab described by:'], 'the default lab'],
  [
    '{upn} signs in',
    ['megan@contoso.com signs in with an OAuth client', '{upn} signs in with {client}'],
    '{upn} signs in with {client}',
  ],
  ['@zzz', ['@migration', '@failover'], undefined],
  ['@x', [], undefined],
])('%s', (written, candidates, expected) => {
  expect(mostLike(written, candidates)).toBe(expected);
});

test('says nothing when nothing is like it', () => {
  expect(didYouMean('@zzz', ['@migration'])).toBe('');
  expect(didYouMean('statsu', ['status'])).toBe('; did you mean status?');
});
