import { describe, expect, test } from 'vitest';
import { forestConfig, type ForestConfigInput } from '../forest.ts';
import { complaints, fabrikam } from './complaints.fixture.ts';

const user = (sam: string, more: object = {}) => ({ sam, upn: `${sam}@contoso.com`, ...more });

test.each<[string, ForestConfigInput]>([
  ['the default forest', {}],
  [
    'every key that there was before',
    { maxPasswordAge: '3d', unknownUser: '525', password: 'Right-1!', domainControllers: ['DC1'] },
  ],
  ['a short maximum age alone', { maxPasswordAge: '2s' }],
  ['a child and a tree', { domains: [{ domain: 'emea.corp.contoso.com' }, { domain: 'tailspin.local' }] }],
  ['another forest, trusted', { ...fabrikam(), trusts: [{ with: 'fabrikam.local' }] }],
  [
    'a window longer than the duration where nothing is counted',
    { lockout: { threshold: 0, duration: '10m', observationWindow: '20m' } },
  ],
  ['the longest times', { lockout: { duration: '99999m' }, passwordPolicy: { maxAge: '999d' } }],
  ['more than the policy editor offers', { lockout: { threshold: 1_500 }, passwordPolicy: { history: 30 } }],
  ['sites of no link', { sites: [{ name: 'Berlin' }, { name: 'Oslo' }] }],
])('%s is accepted', (_, input) => {
  expect(complaints(input)).toEqual([]);
});

const REFUSED: [string, ForestConfigInput, string][] = [
  [
    'observation window longer than duration',
    { lockout: { duration: '10m', observationWindow: '20m' } },
    "lockout.observationWindow: 20m, longer than the lockout's duration 10m",
  ],
  [
    'the same in a fine-grained policy, by what it takes from the domain',
    { fineGrainedPolicies: [{ name: 'P', precedence: 1, lockout: { duration: '5m' } }] },
    "fineGrainedPolicies.0.lockout.observationWindow: 30m, longer than the lockout's duration 5m",
  ],
  [
    'an observation window of nothing',
    { lockout: { observationWindow: '0s' } },
    'lockout.observationWindow: 0ms',
  ],
  ['a short window', { lockout: { observationWindow: '59s' } }, 'lockout.observationWindow: 59s'],
  ['a duration over the longest', { lockout: { duration: '400d' } }, 'lockout.duration: 400d'],
  ['a maximum age over the longest', { passwordPolicy: { maxAge: '5000d' } }, 'passwordPolicy.maxAge: 5000d'],
  [
    'a minimum age over the longest',
    { passwordPolicy: { maxAge: '0s', minAge: '999d' } },
    'passwordPolicy.minAge: 999d',
  ],
  [
    'minimum age no less than maximum age',
    { passwordPolicy: { minAge: '3d', maxAge: '3d' } },
    'passwordPolicy.minAge: 3d, no less than the maximum age 3d',
  ],
  [
    'a maximum age said twice',
    { maxPasswordAge: '3d', passwordPolicy: { maxAge: '4d' } },
    'maxPasswordAge: maxPasswordAge beside passwordPolicy.maxAge',
  ],
  [
    'a precedence twice',
    {
      fineGrainedPolicies: [
        { name: 'P', precedence: 7 },
        { name: 'Q', precedence: 7 },
      ],
    },
    'fineGrainedPolicies.1.precedence: 7 a second time',
  ],
  [
    'a policy for nobody there',
    {
      fineGrainedPolicies: [{ name: 'P', precedence: 1, appliesTo: ['adda'] }],
      users: { named: [user('ada')] },
    },
    'fineGrainedPolicies.0.appliesTo.0: "adda", nobody of the domain',
  ],
  [
    'an unknown member',
    { groups: [{ name: 'G', members: ['bob'] }] },
    'groups.0.members.0: "bob", nobody of the domain',
  ],
  [
    'an unknown member of another domain',
    {
      groups: [{ name: 'G', scope: 'universal', members: ['EMEA\\bob'] }],
      domains: [{ domain: 'emea.corp.contoso.com' }],
    },
    'groups.0.members.0: "EMEA\\bob", nobody of the forest',
  ],
  [
    'a member of another domain in a global group',
    { groups: [{ name: 'G', members: ['EMEA\\krbtgt'] }], domains: [{ domain: 'emea.corp.contoso.com' }] },
    'groups.0.members.0: "EMEA\\krbtgt" in the global group G',
  ],
  [
    'a domain-local group in a universal one',
    {
      groups: [
        { name: 'L', scope: 'domainLocal' },
        { name: 'U', scope: 'universal', members: ['L'] },
      ],
    },
    'groups.1.members.0: "L" in the universal group U',
  ],
  [
    'a group that no user can be in',
    { users: { named: [user('ada', { memberOf: ['Admns'] })] } },
    'users.named.0.memberOf.0: "Admns", nobody of the domain',
  ],
  [
    'a name twice',
    { users: { named: [user('ada')] }, groups: [{ name: 'Ada' }] },
    'groups.0.name: "Ada", a name that an account or a group of corp.contoso.com has already',
  ],
  [
    'a name from the start',
    { users: { named: [user('krbtgt')] } },
    'users.named.0.sam: "krbtgt", a name that an account or a group of corp.contoso.com has already',
  ],
  [
    'a UPN twice',
    { users: { named: [user('ada'), { sam: 'bob', upn: 'ADA@contoso.com' }] } },
    'users.named.1.upn: "ADA@contoso.com" a second time',
  ],
  [
    'a suffix of no forest',
    { users: { named: [{ sam: 'ada', upn: 'ada@contso.com' }] } },
    'users.named.0.upn: the UPN suffix contso.com',
  ],
  [
    'an unknown unit',
    { users: { named: [user('ada', { ou: 'Staf' })] } },
    'users.named.0.ou: "Staf", no unit of the domain',
  ],
  [
    'an attribute of no schema',
    { users: { named: [user('ada', { attributes: { titel: 'x' } })] } },
    'users.named.0.attributes.titel: the attribute titel',
  ],
  [
    'an attribute with a setting of its own',
    { users: { named: [user('ada', { attributes: { userAccountControl: '2' } })] } },
    'users.named.0.attributes.userAccountControl: the attribute userAccountControl',
  ],
  [
    'two values of one',
    { users: { named: [user('ada', { attributes: { title: ['a', 'b'] } })] } },
    'users.named.0.attributes.title: 2 values of title',
  ],
  [
    'never and expired',
    { users: { named: [user('ada', { passwordNeverExpires: true, passwordExpired: true })] } },
    'users.named.0.passwordNeverExpires: true beside passwordExpired',
  ],
  [
    'expired where none expires',
    { maxPasswordAge: '0s', users: { named: [user('ada', { passwordExpired: true })] } },
    'users.named.0.passwordExpired: true where no password expires',
  ],
  [
    'invented people of one suffix',
    {
      users: { upnSuffix: 'contoso.com' },
      domains: [{ domain: 'emea.corp.contoso.com', users: { generate: 5, upnSuffix: 'contoso.com' } }],
    },
    'domains.0.users.upnSuffix: the suffix contoso.com, which generated users of another domain have',
  ],
];

describe('AD would refuse', () => {
  test.each(REFUSED)('%s', (_, input, complaint) => {
    expect(complaints(input)).toEqual([complaint]);
  });
});

test('names that are left out follow from the DNS name', () => {
  const [emea] = forestConfig.parse({ domains: [{ domain: 'emea.corp.contoso.com' }] }).domains;
  expect(emea?.netbios).toBe('EMEA');
  expect(emea?.domainControllers.map(({ name }) => name)).toEqual(['EMEA-DC1']);
});

test.each([
  [{ domainControllers: ['DC 1'] }, 'domainControllers.0', 'expected a computer name'],
  [
    { domainControllers: [{ name: 'DC1', clockSkew: 'soon' }] },
    'domainControllers.0.clockSkew',
    'expected a duration such as 6m or -6m',
  ],
  [
    { fineGrainedPolicies: [{ name: 'P', precedence: 0 }] },
    'fineGrainedPolicies.0.precedence',
    'expected number to be >=1',
  ],
  [{ upnSuffixes: ['@bad suffix'] }, 'upnSuffixes.0', 'expected a DNS name'],
  [{ domain: '-a.-b' }, 'domain', 'expected a DNS name'],
  [{ domainControllers: ['DC1-'] }, 'domainControllers.0', 'expected a computer name'],
  [{ lockout: { threshold: 65_536 } }, 'lockout.threshold', 'expected number to be <=65535'],
  [{ passwordPolicy: { minLength: 129 } }, 'passwordPolicy.minLength', 'expected number to be <=128'],
  [{ passwordPolicy: { history: 1_025 } }, 'passwordPolicy.history', 'expected number to be <=1024'],
  [
    { users: { named: [user('ada', { accountExpires: '1601-01-01T00:00:00Z' })] } },
    'users.named.0.accountExpires',
    'expected a time after 1601',
  ],
  [{ users: { generate: 10_000_001 } }, 'users.generate', 'expected number to be <=10000000'],
  [
    { users: { named: [user('ada', { logonHours: { from: '8', to: '9' } })] } },
    'users.named.0.logonHours.from',
    'expected a full hour',
  ],
])('the shape of %j is refused', (input, path, message) => {
  const [issue] = forestConfig.safeParse(input).error?.issues ?? [];
  expect(issue?.path.join('.')).toBe(path);
  expect(issue?.message).toContain(message);
});

test('a clock may be behind', () => {
  const { domainControllers } = forestConfig.parse({
    domainControllers: [{ name: 'DC1', clockSkew: '-6m' }],
  });
  expect(domainControllers[0]?.clockSkew).toBe(-360_000);
});
