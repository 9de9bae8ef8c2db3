import fc from 'fast-check';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { chanceOf, weighted } from '../../loadtests/lib/chance.ts';
import {
  allowedNetworks,
  complement,
  contains,
  isAllowed,
  readNetwork,
} from '../../loadtests/lib/networks.ts';
import { checkTarget, type Target } from '../../loadtests/lib/target-shape.ts';
import { TRIALS } from './try-plan.ts';

const LOOPBACK = allowedNetworks(undefined);
const network = fc
  .tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 }))
  .map(([address, bits]) => `${address}/${bits}`);

describe('networks', () => {
  test('every address is either allowed or in the complement', () => {
    fc.assert(
      fc.property(fc.array(network, { maxLength: 4 }), fc.ipV4(), (listed, address) => {
        const allowed = allowedNetworks(listed.join(','));
        const here = readNetwork(address);
        const forbidden = complement(allowed).some((text) => contains(readNetwork(text), here));
        expect(forbidden).toBe(!isAllowed(address, allowed));
      }),
    );
  });

  test('without a list loopback alone is allowed', () => {
    expect(complement(LOOPBACK)).toEqual([
      '0.0.0.0/2',
      '64.0.0.0/3',
      '96.0.0.0/4',
      '112.0.0.0/5',
      '120.0.0.0/6',
      '124.0.0.0/7',
      '126.0.0.0/8',
      '128.0.0.0/1',
    ]);
  });

  test.each(['10.0.0', '10.0.0.256', '10.0.0.0/33', 'localhost', '', '::1', '1.2.3.4.5', '1..2.3'])(
    '%j is none',
    (text) => {
      expect(() => readNetwork(text)).toThrow('is no IPv4 network');
      expect(isAllowed(text, LOOPBACK)).toBe(false);
    },
  );
});

describe('a target', () => {
  const at = (host: string, port: number): { host: string; port: number } => ({ host, port });
  const good: Target = {
    tenantId: '7d1c2f5e-0000-4000-8000-000000000000',
    names: { 'login.microsoftonline.com:443': at('127.0.0.1', 41000) },
    domainControllers: [],
    trust: '/ca.pem',
    users: { managed: [], federated: [], cloudOnly: [], mail: [] },
    seed: 'one',
  };

  test('is taken whole', () => expect(checkTarget(good, LOOPBACK)).toEqual(good));

  test('is refused when the sign-in page is not mapped, for k6 would find the real one', () => {
    expect(() => checkTarget({ ...good, names: {} }, LOOPBACK)).toThrow(
      'where login.microsoftonline.com:443 is',
    );
  });

  test('is refused when any part of it lies outside', () => {
    const names = { ...good.names, 'graph.microsoft.com:443': at('172.20.0.3', 443) };
    expect(() => checkTarget({ ...good, names }, LOOPBACK)).toThrow(
      'graph.microsoft.com:443 is at 172.20.0.3',
    );
    expect(checkTarget({ ...good, names }, allowedNetworks('172.20.0.0/16')).names).toEqual(names);
    const dc = { name: 'DC1', dnsName: 'dc1.corp', ldap: at('127.0.0.1', 1), ldaps: at('dc1.corp', 636) };
    expect(() => checkTarget({ ...good, domainControllers: [dc] }, LOOPBACK)).toThrow(
      'dc1.corp:636 is at dc1.corp',
    );
  });

  test('is refused when something is missing', () => {
    const { tenantId, names, domainControllers, seed } = good;
    expect(() => checkTarget({ tenantId, names, domainControllers, seed }, LOOPBACK)).toThrow(
      'lacks users, trust',
    );
  });
});

test('chance is even, follows from its seed, and weights are kept', () => {
  const draws = Array.from({ length: 10_000 }, (_, index) => chanceOf('seed', index));
  expect(draws).toEqual(draws.map((_, index) => chanceOf('seed', index)));
  expect(chanceOf('other', 7)).not.toBe(chanceOf('seed', 7));
  const picked = draws.filter(
    (draw) =>
      weighted(
        [
          ['a', 30],
          ['b', 0],
          ['c', 70],
        ],
        draw,
      ) === 'a',
  ).length;
  expect(picked).toBeGreaterThan(2_700);
  expect(picked).toBeLessThan(3_300);
  expect(() => weighted([['a', 0]], 0.5)).toThrow('every weight is 0');
});

test('every script is tried, and described', () => {
  const cwd = fileURLToPath(new URL('../../loadtests', import.meta.url));
  const scripts = globSync('*.ts', { cwd }).map((file) => file.replace('.ts', ''));
  expect([...new Set(TRIALS.map(({ script }) => script))].sort()).toEqual(scripts.sort());
  const page = readFileSync(fileURLToPath(new URL('../../docs/load.md', import.meta.url)), 'utf8');
  expect(scripts.filter((script) => !page.includes(`| \`${script}\` |`))).toEqual([]);
});
