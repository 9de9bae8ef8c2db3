import { expect, test } from 'vitest';
import { chooseMethod, methodDetail } from './method.ts';

const cloudOnly = { id: '1', upn: 'a@c.com', displayName: 'A', enabled: true, roles: [] };
const synced = { ...cloudOnly, immutableId: 'AAAA' };
const managed = { name: 'c.com', authentication: 'managed', initial: false } as const;
const federated = { name: 'c.com', authentication: 'federated', initial: false } as const;
const strict = { allowCloudPasswordValidation: false };

test.each([
  ['cloud-only users stay in the cloud', cloudOnly, managed, true, strict, 'cloudPassword'],
  ['pass-through, when on, checks synced users', synced, managed, true, strict, 'passThrough'],
  ['without it synced hashes do', synced, managed, false, strict, 'passwordHashSync'],
  ['a federated password is not looked at', synced, federated, true, strict, 'federated'],
  [
    'unless a policy lets the cloud do it',
    synced,
    federated,
    true,
    { allowCloudPasswordValidation: true },
    'passwordHashSync',
  ],
])('%s', (_name, user, domain, passThrough, rules, method) => {
  expect(chooseMethod(user, domain, { passThrough, passwordHashSync: false }, rules)).toBe(method);
});

test('the log names the agent in the documented form', () => {
  expect(methodDetail('passThrough', 'g')).toBe('Pass-through Authentication; PTA AgentId: g');
});
