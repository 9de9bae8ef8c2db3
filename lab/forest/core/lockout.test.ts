import { expect, test } from 'vitest';
import { countersAt } from './account.ts';
import { Domain } from './domain.ts';
import { Passwords } from './passwords.ts';

function openDomain(threshold: number, unknownUser: '52e' | '525' = '52e') {
  const time = { now: 1_000_000 };
  const domain = new Domain({
    names: { dns: 'corp.contoso.com', netbios: 'CORP' },
    seed: 'test',
    domainControllers: ['DC1', 'DC2', 'DC3'],
    policy: { lockout: { threshold, duration: 60_000, observationWindow: 60_000 }, maxPasswordAge: 0 },
    organizationalUnits: ['Staff'],
    unknownUser,
    passwords: new Passwords(Buffer.alloc(32)),
    now: () => time.now,
  });
  const parent = `OU=Staff,${domain.base}`;
  const alice = domain.add({
    sam: 'alice',
    upn: 'alice@contoso.com',
    parent,
    password: 'right',
    enabled: true,
  });
  const bind = (dc: string, password: string) =>
    domain.bind(dc, 'alice@contoso.com', Buffer.from(password)).refused;
  const counts = () => domain.domainControllers.map((dc) => countersAt(alice, dc).badPwdCount);
  return { domain, alice, bind, counts, time };
}

test('threshold 0 counts and never locks', () => {
  const { bind, counts } = openDomain(0);
  for (let tries = 0; tries < 50; tries++) expect(bind('DC1', 'wrong')).toBe('52e');
  expect(counts()).toEqual([50, 0, 0]);
  expect(bind('DC1', 'right')).toBeUndefined();
});

test('tries spread over domain controllers add up at the PDC emulator', () => {
  const { bind, counts } = openDomain(3);
  expect(['DC2', 'DC3', 'DC2'].map((dc) => bind(dc, 'wrong'))).toEqual(['52e', '52e', '52e']);
  expect(counts()).toEqual([3, 2, 1]);
  expect(bind('DC3', 'right')).toBe('775');
});

test('without the PDC emulator each domain controller counts alone', () => {
  const { domain, bind, counts } = openDomain(3);
  domain.running.delete('DC1');
  for (const dc of ['DC2', 'DC3', 'DC2', 'DC3']) bind(dc, 'wrong');
  expect(counts()).toEqual([0, 2, 2]);
  expect(bind('DC2', 'right')).toBeUndefined();
});

test('a success clears the counter where it happened and at the PDC emulator', () => {
  const { bind, counts } = openDomain(5);
  for (const dc of ['DC2', 'DC3', 'DC3']) bind(dc, 'wrong');
  bind('DC3', 'right');
  expect(counts()).toEqual([0, 1, 0]);
});

test('while locked nothing is counted', () => {
  const { bind, counts } = openDomain(2);
  for (let tries = 0; tries < 6; tries++) bind('DC1', 'wrong');
  expect(counts()).toEqual([2, 0, 0]);
});

test.each(['52e', '525'] as const)('an unknown user is answered %s as configured', (unknownUser) => {
  const { domain } = openDomain(3, unknownUser);
  expect(domain.bind('DC1', 'nobody@contoso.com', Buffer.from('x')).refused).toBe(unknownUser);
});
