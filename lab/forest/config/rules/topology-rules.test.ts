import { describe, expect, test } from 'vitest';
import { forestConfig, type ForestConfigInput } from '../forest.ts';
import { routesOf } from '../routes.ts';
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
    'a subnet twice',
    {
      sites: [
        { name: 'A', subnets: ['fd00:1::/32'] },
        { name: 'B', subnets: ['FD00:1:0::/32'] },
      ],
    },
    'sites.1.subnets.0: FD00:1:0::/32, a second time',
  ],
  [
    'bits behind the length of a subnet',
    { sites: [{ name: 'A', subnets: ['10.1.2.3/16'] }] },
    'sites.0.subnets.0: "10.1.2.3/16", with bits set behind the first 16',
  ],
  [
    'the same of IPv6',
    { sites: [{ name: 'A', subnets: ['fd00:1:8000::/33', 'fd00:1:8000::/32'] }] },
    'sites.0.subnets.1: "fd00:1:8000::/32", with bits set behind the first 32',
  ],
  [
    'several domains without a global catalog',
    {
      domainControllers: [{ name: 'DC1', globalCatalog: false }],
      domains: [
        { domain: 'emea.corp.contoso.com', domainControllers: [{ name: 'DC2', globalCatalog: false }] },
      ],
    },
    'domainControllers: 2 domains without a global catalog',
  ],
  [
    'a NetBIOS name that a domain controller bears',
    { domainControllers: ['Corp'] },
    'netbios: the NetBIOS name CORP for corp.contoso.com, the name of a domain controller',
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
    {
      ...fabrikam(),
      upnSuffixes: ['contoso.com', 'fabrikam.com'],
      trusts: [{ with: 'fabrikam.local', direction: 'outbound' }],
    },
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
    'a suffix routed to two forests, one of them at its far end',
    {
      upnSuffixes: ['contoso.com'],
      forests: [
        { domain: 'a.local', upnSuffixes: ['shared.com'] },
        { domain: 'b.local', upnSuffixes: ['shared.com'], trusts: [{ with: 'corp.contoso.com' }] },
      ],
      trusts: [{ with: 'a.local' }],
    },
    'forests.1.trusts.0: the suffix shared.com routed to b.local by corp.contoso.com, though it is of a.local',
  ],
  [
    'a suffix that the other side routes here, though it is its own',
    {
      ...fabrikam(),
      upnSuffixes: ['contoso.com', 'fabrikam.com'],
      trusts: [{ with: 'fabrikam.local', direction: 'inbound' }],
    },
    'trusts.0: the suffix fabrikam.com routed to corp.contoso.com by fabrikam.local, though it is of fabrikam.local itself',
  ],
  [
    'suffixes of an external trust',
    {
      ...fabrikam(),
      trusts: [{ with: 'fabrikam.local', transitive: false, routedSuffixes: ['fabrikam.com'] }],
    },
    'trusts.0.routedSuffixes: routedSuffixes where `transitive` is false',
  ],
  [
    'suffixes that an external trust disables',
    {
      ...fabrikam(),
      trusts: [{ with: 'fabrikam.local', transitive: false, disabledSuffixes: ['fabrikam.com'] }],
    },
    'trusts.0.disabledSuffixes: disabledSuffixes where `transitive` is false',
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

test('what is disabled at a trust is routed by neither side', () => {
  const shared = { ...fabrikam(), upnSuffixes: ['contoso.com', 'fabrikam.com'] };
  const trust = { with: 'fabrikam.local', disabledSuffixes: ['fabrikam.com'] };
  expect(complaints({ ...shared, trusts: [trust] })).toEqual([]);
  const config = forestConfig.parse({
    ...shared,
    trusts: [{ ...trust, disabledSuffixes: ['fabrikam.com', 'contoso.com'] }],
  });
  expect(routesOf(config).map(({ suffixes }) => suffixes)).toEqual([
    ['fabrikam.local'],
    ['corp.contoso.com'],
  ]);
});

test.each([
  {
    sites: [
      { name: 'A', subnets: ['10.0.0.0/8'] },
      { name: 'B', subnets: ['10.1.0.0/16', '::/0'] },
    ],
  },
  { sites: [{ name: 'A', subnets: ['::ffff:10.1.0.0/112', '10.1.2.3/32', 'fd00:1:8000::/33'] }] },
  { domainControllers: [{ name: 'DC1', globalCatalog: false }] },
])('%j is accepted', (input) => {
  expect(complaints(input)).toEqual([]);
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
