import { describe, expect, test } from 'vitest';
import { brokenClauses, checkRule } from './rule.ts';
import type { DirectoryPolicy, RuleText } from './sides.ts';
import { cloudOf, policyOf } from './testing.fixture.ts';

function broken(
  cloud: ReturnType<typeof cloudOf>,
  policy: DirectoryPolicy,
  text: RuleText = 'current',
): string[] {
  return brokenClauses(checkRule(cloud, policy, text)).map(({ clause }) => clause);
}

describe('the documented rule', () => {
  test.each([
    ['the cloud at half of it and longer', cloudOf(5, 1_860), policyOf(10), []],
    ['the page’s example', cloudOf(10, 1_860), policyOf(5), ['belowThreshold', 'twiceThreshold']],
    ['alike', cloudOf(10, 1_860), policyOf(10), ['belowThreshold', 'twiceThreshold']],
    ['below, not by half', cloudOf(6, 1_860), policyOf(10), ['twiceThreshold']],
    ['locks as long', cloudOf(5, 1_800), policyOf(10), ['longerThanLock']],
    [
      'a lock that only an administrator ends',
      cloudOf(5, 86_400),
      policyOf(10, { duration: 0 }),
      ['longerThanLock'],
    ],
    ['Active Directory that never locks', cloudOf(50, 1), policyOf(0), []],
  ])('%s', (_, cloud, policy, expected) => {
    expect(broken(cloud, policy)).toEqual(expected);
  });

  test('compares durations with the lock, or with the counter, as the text says', () => {
    const [cloud, policy] = [cloudOf(5, 1_200), policyOf(10, { duration: 30, window: 10 })];
    expect([broken(cloud, policy), broken(cloud, policy, 'older')]).toEqual([['longerThanLock'], []]);
    const both = checkRule(cloud, policy, 'current').map(({ found }) => found);
    expect(both.slice(2)).toEqual([
      '1200 s (20 min) against 30 min (1800 s)',
      '1200 s (20 min) against 10 min (600 s)',
    ]);
  });
});
