import { expect, test } from 'vitest';
import type { AppKind } from './attempt.ts';
import type { Domain } from './domain.ts';
import type { HomeRealm } from './home-realm.ts';
import { chooseMethod, methodDetail, type MethodFacts } from './method.ts';
import { NO_POLICY } from './realm-policies/policy.ts';
import type { CloudUser } from './user.ts';

const cloudOnly: CloudUser = {
  ...{ id: '1', upn: 'a@c.com', displayName: 'A', enabled: true, userType: 'Member' },
  ...{ passwordChangedAt: 0, tokensValidFrom: 0, roles: [] },
};
const synced = { ...cloudOnly, immutableId: 'AAAA' };
const hashed = { ...synced, passwordHash: 'h' };
const managed: Domain = { name: 'c.com', authentication: 'managed', initial: false };
const federated: Domain = { ...managed, authentication: 'federated' };
const here: HomeRealm = { kind: 'managed', domain: managed, because: 'domain' };
const rolledOut: HomeRealm = {
  kind: 'managed',
  domain: federated,
  because: 'stagedRollout',
  method: 'passwordHashSync',
};
const away: HomeRealm = { kind: 'unknown', domain: federated };

const facts = (
  realm: HomeRealm,
  features: Partial<MethodFacts['features']> = {},
  allowed: AppKind | false = false,
): MethodFacts => ({
  realm,
  domain: realm.domain ?? managed,
  features: { passThrough: false, passwordHashSync: false, ...features },
  policy: { ...NO_POLICY, allowCloudPasswordValidation: allowed !== false },
  app: allowed === false ? 'modern' : allowed,
});

test.each<[string, CloudUser, MethodFacts, string | undefined]>([
  ['cloud-only users stay in the cloud', cloudOnly, facts(here, { passThrough: true }), 'cloudPassword'],
  ['pass-through, when on, checks synced users', hashed, facts(here, { passThrough: true }), 'passThrough'],
  ['without it synced hashes do', synced, facts(here, { passwordHashSync: true }), 'passwordHashSync'],
  ['also those of a feature that is off again', hashed, facts(here), 'passwordHashSync'],
  ['with neither nobody does', synced, facts(here), undefined],
  ['a federated password is not looked at', hashed, facts(away, { passThrough: true }), 'federated'],
  [
    'unless a policy lets the cloud do it',
    hashed,
    facts(away, { passwordHashSync: true }, 'modern'),
    'passwordHashSync',
  ],
  ['nor with hashes that are no longer synced', hashed, facts(away, {}, 'modern'), 'federated'],
  ['which is not for browsers', hashed, facts(away, {}, 'browser'), 'federated'],
  ['staged rollout says its own', hashed, facts(rolledOut, { passThrough: true }), 'passwordHashSync'],
])('%s', (_name, user, given, method) => {
  expect(chooseMethod(user, given)).toBe(method);
});

test('the log names the agent in the documented form', () => {
  expect(methodDetail('passThrough', 'g')).toBe('Pass-through Authentication; PTA AgentId: g');
});
