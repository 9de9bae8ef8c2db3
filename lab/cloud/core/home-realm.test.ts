import { describe, expect, test } from 'vitest';
import type { FederationInput } from './federation-settings.ts';
import { ADA, FAY, PROVIDER, testDesk, type TestDesk } from './desk.fixture.ts';
import { homeRealmOf, type RealmQuestion } from './home-realm.ts';
import { homeRealmPolicy } from './realm-policies/policy.ts';
import type { z } from 'zod';

const APP = '11111111-0000-4000-8000-000000000000';
type PolicyInput = z.input<typeof homeRealmPolicy>;

function federated(): TestDesk {
  const made = testDesk();
  made.opened.tenant.domains.setFederation('fabrikam.com', PROVIDER);
  return made;
}

function realm({ desk }: TestDesk, question: Partial<RealmQuestion>): string {
  const found = homeRealmOf({ upn: '', app: 'browser', ...question }, desk);
  if (found.kind === 'unknown') return 'unknown';
  return `${found.kind} ${found.domain.name} ${found.because}`;
}

function policies(made: TestDesk, organisation: PolicyInput, app?: PolicyInput): TestDesk {
  const { homeRealm } = made.opened.tenant;
  homeRealm.setOrganisation(homeRealmPolicy.parse(organisation));
  if (app !== undefined) homeRealm.setForApp(APP, homeRealmPolicy.parse(app));
  return made;
}

test.each([
  ["a managed domain's name", { upn: ADA }, 'managed contoso.com domain'],
  ["a federated domain's name", { upn: FAY }, 'federated fabrikam.com domain'],
  ['a name of nobody in a federated domain', { upn: 'no@fabrikam.com' }, 'federated fabrikam.com domain'],
  ['an unknown domain', { upn: 'a@nowhere.example' }, 'unknown'],
  ['no name', {}, 'unknown'],
  ['a hint, before any name', { domainHint: 'FABRIKAM.com' }, 'federated fabrikam.com domainHint'],
  ['a hint at a managed domain is ignored', { domainHint: 'contoso.com' }, 'unknown'],
  [
    'a hint at a domain of others is ignored',
    { domainHint: 'example.com', upn: ADA },
    'managed contoso.com domain',
  ],
])('%s', (_name, question, expected) => {
  expect(realm(federated(), question)).toBe(expected);
});

test('a federated domain whose provider nobody has told is no realm to go to', () => {
  expect(homeRealmOf({ upn: FAY, app: 'browser' }, testDesk().desk)).toMatchObject({
    kind: 'unknown',
    domain: { name: 'fabrikam.com' },
  });
});

describe('policies', () => {
  test('acceleration goes to the one federated domain, before any name', () => {
    const made = policies(federated(), { accelerateToFederatedDomain: true });
    expect(realm(made, {})).toBe('federated fabrikam.com policy');
    expect(realm(made, { upn: ADA })).toBe('managed contoso.com domain');
  });

  test('with two of them it does nothing, unless one is preferred', () => {
    const made = federated();
    const { domains } = made.opened.tenant;
    domains.add({ name: 'adatum.com', authentication: 'federated', initial: false });
    const other: FederationInput = { ...PROVIDER, issuerUri: 'http://sts.adatum.com/' };
    domains.setFederation('adatum.com', other);
    expect(realm(policies(made, { accelerateToFederatedDomain: true }), {})).toBe('unknown');
    const preferring = { accelerateToFederatedDomain: true, preferredDomain: 'adatum.com' };
    expect(realm(policies(made, preferring), {})).toBe('federated adatum.com policy');
  });

  test("an application's policy governs in place of the organisation's", () => {
    const made = policies(federated(), { accelerateToFederatedDomain: true }, {});
    expect(realm(made, { clientId: APP })).toBe('unknown');
    expect(realm(made, { clientId: 'another' })).toBe('federated fabrikam.com policy');
  });

  test.each<[string, NonNullable<PolicyInput['domainHints']>, string]>([
    ['ignored for a domain', { ignoreForDomains: ['fabrikam.com'] }, 'unknown'],
    ['ignored for all', { ignoreForDomains: ['*'] }, 'unknown'],
    ['ignored for an application', { ignoreForApps: [APP] }, 'unknown'],
    [
      'respected for the application, which wins',
      { ignoreForDomains: ['*'], respectForApps: [APP] },
      'federated fabrikam.com domainHint',
    ],
  ])('hints are %s', (_name, domainHints, expected) => {
    const made = policies(federated(), { domainHints });
    expect(realm(made, { domainHint: 'fabrikam.com', clientId: APP })).toBe(expected);
  });
});
