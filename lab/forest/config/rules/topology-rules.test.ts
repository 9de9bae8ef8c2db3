import { describe, expect, test } from 'vitest';
import { forestConfig, type ForestConfigInput } from '../forest.ts';
import { complaints, fabrikam } from './complaints.fixture.ts';
import { forestMistakes } from './rules.ts';

const REFUSED: [string, ForestConfigInput, string][] = [
  [
    'a domain controller twice',
    { domainControllers: ['DC1', 'dc1'] },
    'domainControllers.1: "dc1" a second time',
  ],
  [
    'a domain controller of two domains',
    { domains: [{ domain: 'emea.corp.contoso.com', domainControllers: ['DC2'] }] },
    'domains.0.domainControllers.0: "DC2" a second time',
  ],
  [
    'a NetBIOS name twice',
    fabrikam({ netbios: 'CORP' }),
    'forests.0.netbios: the NetBIOS name CORP a second time, for fabrikam.local',
  ],
  [
    'a domain twice',
    { domains: [{ domain: 'corp.contoso.com', netbios: 'X' }] },
    'domains.0.domain: "corp.contoso.com" a second time',
  ],
  [
    'an unknown parent',
    { domains: [{ domain: 'emea.corp.contoso.com', parent: 'crop.contoso.com' }] },
    'domains.0.parent: "crop.contoso.com", no other domain of the forest',
  ],
  [
    'a child of another name',
    { domains: [{ domain: 'emea.local', parent: 'corp.contoso.com' }] },
    'domains.0.domain: "emea.local" for a child of corp.contoso.com',
  ],
  [
    'an unknown site',
    { domainControllers: [{ name: 'DC1', site: 'Berlin' }] },
    'domainControllers.0.site: the site "Berlin" for DC1, no site of the forest',
  ],
  [
    'a site twice',
    { sites: [{ name: 'Berlin' }, { name: 'berlin' }] },
    'sites.1.name: "berlin" a second time',
  ],
  [
    'a link to nowhere',
    { sites: [{ name: 'Berlin', links: [{ to: 'Olso' }] }, { name: 'Oslo' }] },
    'sites.0.links.0.to: "Olso", no site of the forest',
  ],
  [
    'a host in two sites',
    {
      sites: [
        { name: 'A', hosts: ['AGENT1'] },
        { name: 'B', hosts: ['agent1'] },
      ],
    },
    'sites.1.hosts.0: "agent1" a second time',
  ],
  [
    'overlapping subnets',
    {
      sites: [
        { name: 'A', subnets: ['10.0.0.0/8'] },
        { name: 'B', subnets: ['10.1.0.0/16'] },
      ],
    },
    'sites.1.subnets.0: 10.1.0.0/16, which overlaps 10.0.0.0/8',
  ],
  ['what is no subnet', { sites: [{ name: 'A', subnets: ['10.0.0/8'] }] }, 'sites.0.subnets.0: "10.0.0/8"'],
  [
    'a trust to an unknown forest',
    { ...fabrikam(), trusts: [{ with: 'fabrikm.local' }] },
    'trusts.0.with: "fabrikm.local", no first domain of another forest',
  ],
  [
    'a trust to itself',
    { trusts: [{ with: 'corp.contoso.com' }] },
    'trusts.0.with: "corp.contoso.com", the forest itself',
  ],
  [
    'a trust described at both ends',
    { ...fabrikam({ trusts: [{ with: 'corp.contoso.com' }] }), trusts: [{ with: 'fabrikam.local' }] },
    'forests.0.trusts.0.with: "corp.contoso.com" a second time for fabrikam.local',
  ],
  [
    "a suffix routed away that is the forest's own",
    { ...fabrikam(), upnSuffixes: ['contoso.com', 'fabrikam.com'], trusts: [{ with: 'fabrikam.local' }] },
    'trusts.0: the suffix fabrikam.com routed to fabrikam.local, though it is of corp.contoso.com itself',
  ],
  [
    'a suffix routed to two forests',
    {
      upnSuffixes: ['contoso.com'],
      forests: [
        { domain: 'a.local', upnSuffixes: ['shared.com'] },
        { domain: 'b.local', upnSuffixes: ['shared.com'] },
      ],
      trusts: [{ with: 'a.local' }, { with: 'b.local', routedSuffixes: ['b.local', 'shared.com'] }],
    },
    'trusts.1.routedSuffixes: the suffix shared.com routed to b.local, though it is of a.local',
  ],
  [
    'a routed name of nobody',
    { ...fabrikam(), trusts: [{ with: 'fabrikam.local', routedSuffixes: ['fabrikan.com'] }] },
    'trusts.0.routedSuffixes.0: "fabrikan.com", no name of fabrikam.local\'s forest',
  ],
  [
    'selective authentication at the wrong side',
    {
      ...fabrikam(),
      trusts: [{ with: 'fabrikam.local', direction: 'inbound', selectiveAuthentication: { allowedOn: {} } }],
    },
    'trusts.0.selectiveAuthentication: selective authentication where fabrikam.local is not trusted',
  ],
  [
    'nobody allowed to authenticate',
    {
      ...fabrikam(),
      trusts: [
        { with: 'fabrikam.local', selectiveAuthentication: { allowedOn: { AGENT1: ['Domain User'] } } },
      ],
    },
    'trusts.0.selectiveAuthentication.allowedOn.AGENT1.0: "Domain User", nobody of fabrikam.local\'s forest',
  ],
];

describe('AD would refuse', () => {
  test.each(REFUSED)('%s', (_, input, complaint) => {
    expect(complaints(input)).toEqual([complaint]);
  });
});

test('sites that nothing leads to are told one by one', () => {
  const island = { name: 'C', links: [{ to: 'D' }] };
  expect(complaints({ sites: [{ name: 'A' }, { name: 'B' }, island, { name: 'D' }] })).toEqual([
    'sites.2: the site C, which no link joins to A',
    'sites.3: the site D, which no link joins to A',
  ]);
});

test('whatever is near is proposed', () => {
  const config = forestConfig.parse({ ...fabrikam(), trusts: [{ with: 'fabrikm.local' }] });
  expect(forestMistakes(config)[0]?.remedy).toBe('Did you mean fabrikam.local?');
});
