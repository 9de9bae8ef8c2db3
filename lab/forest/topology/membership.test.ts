import { expect, test } from 'vitest';
import { forestConfig } from '../config.ts';
import { sidText } from '../core/identifiers.ts';
import { raiseForests } from '../raise/index.ts';
import { principalOf } from '../raise/place.ts';
import { bytesOf } from '../store/object.ts';
import { groupSidsOf, type GroupScope } from './membership.ts';

function raise() {
  const config = forestConfig.parse({
    users: { generate: 0, named: [{ sam: 'ada', upn: 'ada@contoso.com' }] },
    groups: [
      { name: 'Globals', members: ['ada'] },
      { name: 'Locals', scope: 'domainLocal', members: ['ada'] },
      { name: 'World', scope: 'universal', members: ['Globals'] },
    ],
    domains: [
      {
        domain: 'emea.corp.contoso.com',
        domainControllers: ['EDC1'],
        groups: [{ name: 'There', scope: 'domainLocal', members: ['CORP\\ada'] }],
      },
    ],
  });
  const { estate } = raiseForests(config, { seed: 'test', now: () => Date.UTC(2026, 0, 5) });
  const { home } = estate;
  const emea = home.domainByNetbios('EMEA') ?? home.root;
  const ada = principalOf(home.root, 'ada');
  if (ada === undefined) throw new Error('ada is missing');
  const names = ['Globals', 'Locals', 'World', 'There'];
  return (scope: GroupScope): string[] => {
    const sids = groupSidsOf(home, home.root, 'DC1', ada, scope);
    return names.filter((name) => {
      const group = principalOf(home.root, name) ?? principalOf(emea, name);
      return sids.has(sidText(bytesOf(group ?? ada, 'objectsid') ?? Buffer.alloc(0)) ?? '');
    });
  };
}

test('domain-local groups count in their own domain alone', () => {
  expect(raise()('here')).toEqual(['Globals', 'Locals', 'World']);
});

test('global and universal groups alone count everywhere', () => {
  expect(raise()('everywhere')).toEqual(['Globals', 'World']);
});
