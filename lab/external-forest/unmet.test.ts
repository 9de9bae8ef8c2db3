import { expect, test } from 'vitest';
import { forestConfig, type ForestConfigInput } from '../forest/config.ts';
import { unmetBy } from './unmet.ts';

const USER = { sam: 'ada', upn: 'ada@contoso.com' };

test.each<[string, ForestConfigInput]>([
  ['what nobody has to write', {}],
  ['names, which come from the domain', { domain: 'corp.adatum.com', netbios: 'ADATUM' }],
  ['people, groups, policies', { users: { generate: 200, named: [USER] }, groups: [{ name: 'All' }] }],
  ['states that an administrator gives', { users: { named: [{ ...USER, mustChangePassword: true }] } }],
])('a real domain takes %s', (_, config) => {
  expect(unmetBy(forestConfig.parse(config))).toEqual([]);
});

test.each<[string, ForestConfigInput]>([
  ['domains', { domains: [{ domain: 'emea.corp.contoso.com' }] }],
  ['forests', { forests: [{ domain: 'fabrikam.local' }] }],
  ['trusts', { trusts: [{ with: 'fabrikam.local' }] }],
  ['domainControllers', { domainControllers: [{ name: 'DC1', clockSkew: '6m' }] }],
  ['sites', { sites: [{ name: 'Oslo' }] }],
  ['replication', { replication: { withinSite: '1s' } }],
  ['oldPasswordPeriod', { oldPasswordPeriod: '1h' }],
  ['ldapPolicies', { ldapPolicies: { maxPageSize: 10 } }],
  ['users.generate', { users: { generate: 201 } }],
  [
    'users.named.1.passwordExpired',
    { users: { named: [USER, { sam: 'b', upn: 'b@c.d', passwordExpired: true }] } },
  ],
])('it cannot be asked for %s', (place, config) => {
  const [found, ...others] = unmetBy(forestConfig.parse(config));
  expect(found?.path.join('.')).toBe(place);
  expect(found?.remedy).toContain('simulated forest');
  expect(others).toEqual([]);
});
