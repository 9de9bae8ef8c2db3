import { expect, test } from 'vitest';
import { egressConfig } from './config.ts';
import { Rules } from './rules.ts';

const guide = (): Rules => new Rules(egressConfig.parse({}));

test.each([
  ['tenant.registration.msappproxy.net', 443],
  ['tenant.pta.bootstrap.his.msappproxy.net', 8_080],
  ['lab1.servicebus.windows.net', 443],
  ['login.microsoftonline.com', 443],
  ['LOGIN.windows.net', 443],
  ['autologon.microsoftazuread-sso.com', 443],
  ['crl3.digicert.com', 80],
])('the guide opens %s:%i', (hostname, port) => {
  expect(guide().refuse('AGENT1', { hostname, port })).toBeUndefined();
});

test.each([
  ['msappproxy.net', 443],
  ['evilmsappproxy.net', 443],
  ['lab1.servicebus.windows.net', 8_080],
  ['crl3.digicert.com', 443],
  ['example.com', 443],
])('the guide does not open %s:%i', (hostname, port) => {
  expect(guide().refuse('AGENT1', { hostname, port })).toBe('notAllowed');
});

test('a denied name is refused though a pattern allows it', () => {
  const rules = new Rules({ allow: ['*.example.net'], deny: ['secret.example.net'] });
  expect(rules.refuse('A', { hostname: 'secret.example.net', port: 443 })).toBe('denied');
  expect(rules.refuse('A', { hostname: 'open.example.net', port: 443 })).toBeUndefined();
});

test('a block cuts off one host, one destination, or one from the other, until it is taken back', () => {
  const rules = new Rules({ allow: ['*'], deny: [] });
  const reachable = (from: string, hostname: string): boolean =>
    rules.refuse(from, { hostname, port: 443 }) === undefined;
  rules.block({ from: 'AGENT1' });
  expect([reachable('AGENT1', 'a.test'), reachable('AGENT2', 'a.test')]).toEqual([false, true]);
  rules.block({ from: 'AGENT2', name: '*.test' });
  rules.unblock({ from: 'AGENT1' });
  expect([
    reachable('AGENT1', 'a.test'),
    reachable('AGENT2', 'a.test'),
    reachable('AGENT2', 'b.org'),
  ]).toEqual([true, false, true]);
  rules.unblock({});
  expect(rules.blocks).toEqual([]);
});

test.each([{ allow: ['http://x'] }, { allow: ['*.'] }, { deny: ['a b'] }, { permit: [] }])(
  '%j is refused',
  (config) => {
    expect(egressConfig.safeParse(config).success).toBe(false);
  },
);
