import { describe, expect, test } from 'vitest';
import { forestConfig } from '../config.ts';
import { raiseForests } from '../raise/index.ts';
import { locate, serviceRecords, type LocatorNeed } from './locator.ts';

const config = forestConfig.parse({
  domainControllers: [
    'DC1',
    { name: 'DC2', site: 'Oslo' },
    { name: 'DC3', site: 'Rome', globalCatalog: false },
    { name: 'DC4', site: 'Oslo' },
  ],
  sites: [
    {
      name: 'Berlin',
      hosts: ['AGENT1'],
      links: [
        { to: 'Oslo', cost: 50 },
        { to: 'Rome', cost: 20 },
      ],
    },
    { name: 'Oslo' },
    { name: 'Rome', hosts: ['AGENT2'] },
  ],
  domains: [{ domain: 'emea.corp.contoso.com' }],
  users: { generate: 0 },
});

function found(site: string, needs: LocatorNeed = 'dc', dead: readonly string[] = []): string {
  const { estate } = raiseForests(config, { seed: 'test', now: () => 0 });
  const forest = estate.home;
  const state = { map: estate.mapOf(forest), answers: (dc: string) => !dead.includes(dc) };
  const query = { forest, site, needs };
  return locate(query, state)
    .map(({ name }) => name)
    .join(' ');
}

describe('the locator gives', () => {
  test.each<[string, LocatorNeed, string[], string]>([
    ['Berlin', 'dc', [], 'DC1 DC3 DC2 DC4'],
    ['Oslo', 'dc', [], 'DC2 DC4 DC1 DC3'],
    ['rome', 'dc', [], 'DC3 DC1 DC2 DC4'],
    ['Oslo', 'dc', ['DC2'], 'DC4 DC1 DC3'],
    ['Oslo', 'dc', ['DC1', 'DC2', 'DC3', 'DC4'], ''],
    ['Nowhere', 'dc', [], 'DC1 DC2 DC3 DC4'],
    ['Rome', 'gc', [], 'DC1 EMEA-DC1 DC2 DC4'],
    ['Rome', 'pdc', [], 'DC1'],
    ['Rome', 'pdc', ['DC1'], ''],
  ])('to a caller in %s that needs a %s while %j are dead: %s', (site, needs, dead, names) => {
    expect(found(site, needs, dead)).toBe(names);
  });

  test('none that is stopped', () => {
    const { estate } = raiseForests(config, { seed: 'test', now: () => 0 });
    const dc1 = estate.controller('dc1')?.state;
    if (dc1 !== undefined) dc1.running = false;
    const query = { forest: estate.home, site: 'Berlin', needs: 'dc' } as const;
    expect(locate(query, { map: estate.mapOf(estate.home) })[0]?.name).toBe('DC3');
  });
});

test('hosts stand where the sites say, and in the first site otherwise', () => {
  const { estate } = raiseForests(config, { seed: 'test', now: () => 0 });
  expect(['AGENT2', 'agent2.corp.contoso.com', 'AGENT9'].map((host) => estate.siteOf(host))).toEqual([
    'Rome',
    'Rome',
    'Berlin',
  ]);
});

test('domain controllers register what they are', () => {
  const { estate } = raiseForests(config, { seed: 'test', now: () => 0 });
  const records = serviceRecords(estate.home).filter(({ target }) => target === 'dc3.corp.contoso.com');
  expect(records.map(({ name, port }) => `${name} ${port}`)).toEqual([
    '_ldap._tcp.corp.contoso.com 389',
    '_ldap._tcp.Rome._sites.corp.contoso.com 389',
    '_ldap._tcp.dc._msdcs.corp.contoso.com 389',
    '_ldap._tcp.Rome._sites.dc._msdcs.corp.contoso.com 389',
  ]);
});
