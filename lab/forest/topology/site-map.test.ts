import { describe, expect, test } from 'vitest';
import { createSiteMap } from './site-map.ts';

const MINUTE = 60_000;
const times = { withinSite: 15_000, betweenSites: 15 * MINUTE };
const site = (name: string, ...links: [to: string, cost: number, every?: number][]) => ({
  name,
  subnets: [],
  links: links.map(([to, cost, every]) => ({ to, cost, every, changeNotification: false })),
});

describe('a map of sites', () => {
  const map = createSiteMap(
    [site('A', ['B', 100, 30 * MINUTE], ['C', 500]), site('B', ['C', 100]), site('C'), site('D')],
    times,
  );

  test('goes the cheapest way, over several links', () => {
    expect(map.way('A', 'C')).toEqual({ cost: 200, delay: 45 * MINUTE, notified: false });
    expect(map.way('c', 'a')).toEqual(map.way('A', 'C'));
  });

  test('joins a site of no link to the first one', () => {
    expect(map.way('A', 'D')).toEqual({ cost: 100, delay: 15 * MINUTE, notified: false });
  });

  test('orders sites by cost, as they stand where it is equal', () => {
    expect(map.nearest('A')).toEqual(['A', 'B', 'D', 'C']);
    expect(map.nearest('C')).toEqual(['C', 'B', 'A', 'D']);
  });

  test('knows no way where there is none', () => {
    const parted = createSiteMap([site('A'), site('B', ['C', 1]), site('C')], times);
    expect(parted.way('A', 'B')).toBeUndefined();
    expect(parted.nearest('A')).toEqual(['A']);
  });
});
