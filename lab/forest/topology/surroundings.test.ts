import { expect, test } from 'vitest';
import { raiseForests } from '../raise/index.ts';
import { forestConfig } from '../config.ts';
import { surroundingsOf } from './surroundings.ts';

function raise() {
  const sites = [{ name: 'Berlin' }, { name: 'Oslo' }];
  const child = {
    domain: 'emea.corp.contoso.com',
    domainControllers: [
      { name: 'EDC1', site: 'Oslo' },
      { name: 'EDC2', site: 'Berlin' },
    ],
  };
  const config = forestConfig.parse({
    ...{ sites, domains: [child], users: { generate: 0 } },
    trusts: [{ with: 'fabrikam.local', direction: 'outbound' }],
    forests: [{ domain: 'fabrikam.local' }],
  });
  const { estate } = raiseForests(config, { seed: 'test', now: () => Date.UTC(2026, 0, 5) });
  const { home } = estate;
  const emea = home.domainByDns('emea.corp.contoso.com') ?? home.root;
  return { estate, emea, seen: surroundingsOf(estate, { forest: home, domain: home.root, dc: 'DC1' }) };
}

test('another domain of the forest is asked in the own site first, then elsewhere, then not at all', () => {
  const { estate, emea, seen } = raise();
  expect(seen.nearest(emea)).toBe('EDC2');
  estate.partitions.cut('DC1', 'EDC2');
  expect(seen.nearest(emea)).toBe('EDC1');
  const last = estate.controller('EDC1');
  if (last !== undefined) last.state.running = false;
  expect(seen.nearest(emea)).toBeUndefined();
});

test.each([
  ['FABRIKAM', true],
  ['Fabrikam.Local', true],
  ['CORP', false],
  ['WORKGROUP', false],
])('a trust leads to %s: %s', (label, leads) => {
  expect(raise().seen.trusts(label)).toBe(leads);
});
