import { describe, expect, test } from 'vitest';
import { forestConfig, type ForestConfigInput } from '../config.ts';
import { raiseForests } from '../raise/index.ts';
import type { Estate } from './estate.ts';
import { createForeignResolver } from './foreign.ts';
import { routeName } from './name-routing.ts';

type TrustInput = Partial<NonNullable<ForestConfigInput['trusts']>[number]>;

/** CORP with a trust to FABRIKAM (with a child domain EU), asked at DC1. */
function raise(trust: TrustInput | undefined = {}): Estate {
  const named = (sam: string, suffix: string) => ({ sam, upn: `${sam}@${suffix}` });
  const config = forestConfig.parse({
    upnSuffixes: ['contoso.com'],
    users: { generate: 0, named: [named('ada', 'contoso.com')] },
    forests: [
      {
        domain: 'fabrikam.local',
        domainControllers: ['F1', 'F2'],
        upnSuffixes: ['fabrikam.com'],
        users: { named: [named('fay', 'fabrikam.com'), named('gus', 'fabrikam.local')] },
        groups: [{ name: 'Remote', members: ['fay'] }],
        domains: [{ domain: 'eu.fabrikam.local', users: { named: [named('eva', 'eu.fabrikam.local')] } }],
      },
    ],
    trusts: trust === null ? [] : [{ with: 'fabrikam.local', ...trust }],
  });
  return raiseForests(config, { seed: 'test', now: () => 0 }).estate;
}

function ask(estate: Estate, name: string, host = 'AGENT1'): string {
  const { home } = estate;
  const found = createForeignResolver(estate, { forest: home, domain: home.root, dc: 'DC1' })(name, host);
  if (found === undefined) return 'unknown';
  if ('refused' in found) return found.refused;
  return found.admits() ?? `${found.domain.names.netbios}\\${found.account.sam} at ${found.dc}`;
}

const FAY = 'FABRIKAM\\fay at F1';

describe('a name leads', () => {
  test.each([
    ['fay@fabrikam.com', FAY],
    ['FAY@Fabrikam.COM', FAY],
    ['FABRIKAM\\fay', FAY],
    ['fay@FABRIKAM', FAY],
    ['fay@fabrikam.local', FAY],
    ['EU\\eva', 'EU\\eva at EU-DC1'],
    ['eva@eu.fabrikam.local', 'EU\\eva at EU-DC1'],
    ['nobody@fabrikam.com', 'unknown'],
    ['fay@tailspin.com', 'unknown'],
    ['ada@contoso.com', 'unknown'],
    ['CORP\\fay', 'unknown'],
    ['fay', 'unknown'],
    ['CN=fay,OU=Staff,DC=fabrikam,DC=local', 'unknown'],
  ])('%s: %s', (name, outcome) => {
    expect(ask(raise(), name)).toBe(outcome);
  });
});

describe('a trust', () => {
  test.each<[string, TrustInput, string, string]>([
    ['is two-way', {}, 'fay@fabrikam.com', FAY],
    ['is outbound: their users come in', { direction: 'outbound' }, 'fay@fabrikam.com', FAY],
    ['is inbound: they are unknown here', { direction: 'inbound' }, 'fay@fabrikam.com', 'unknown'],
    ['routes no such suffix', { routedSuffixes: ['fabrikam.local'] }, 'fay@fabrikam.com', 'unknown'],
    [
      'routes the other suffix',
      { routedSuffixes: ['fabrikam.local'] },
      'gus@fabrikam.local',
      'FABRIKAM\\gus at F1',
    ],
    ['has a suffix disabled', { disabledSuffixes: ['fabrikam.com'] }, 'fay@fabrikam.com', 'unknown'],
    [
      'has it disabled, but not the NetBIOS name',
      { disabledSuffixes: ['fabrikam.com'] },
      'FABRIKAM\\fay',
      FAY,
    ],
    ['is external: no UPN suffixes', { transitive: false }, 'fay@fabrikam.com', 'unknown'],
    ['is external: the one domain', { transitive: false }, 'FABRIKAM\\fay', FAY],
    ['is external: not its children', { transitive: false }, 'EU\\eva', 'unknown'],
  ])('%s', (_, trust, name, outcome) => {
    expect(ask(raise(trust), name)).toBe(outcome);
  });

  test('works the other way round too when it is two-way', () => {
    const estate = raise();
    const there = estate.forests[1];
    if (there === undefined) throw new Error('there is one forest alone');
    const resolve = createForeignResolver(estate, { forest: there, domain: there.root, dc: 'F1' });
    expect(resolve('ada@contoso.com', 'X')).toMatchObject({ dc: 'DC1', account: { sam: 'ada' } });
  });
});

describe('selective authentication lets in', () => {
  const selective = (...names: string[]): TrustInput => ({
    selectiveAuthentication: { allowedOn: { AGENT1: names } },
  });
  test.each<[string, TrustInput, string, string, string]>([
    ['a user', selective('fay'), 'fay@fabrikam.com', 'AGENT1', FAY],
    ['a member of a group', selective('Remote'), 'fay@fabrikam.com', 'agent1.corp.contoso.com', FAY],
    ['by the primary group', selective('Domain Users'), 'FABRIKAM\\gus', 'AGENT1', 'FABRIKAM\\gus at F1'],
    ['a user of a child domain', selective('EU\\eva'), 'EU\\eva', 'AGENT1', 'EU\\eva at EU-DC1'],
    ['nobody else', selective('Remote'), 'FABRIKAM\\gus', 'AGENT1', '78f'],
    ['nobody on another host', selective('fay'), 'fay@fabrikam.com', 'AGENT2', '78f'],
  ])('%s', (_, trust, name, host, outcome) => {
    expect(ask(raise(trust), name, host)).toBe(outcome);
  });
});

describe('on the way there', () => {
  const change = (estate: Estate, dc: string, what: { running?: boolean; skewMs?: number }): void => {
    Object.assign(estate.controller(dc)?.state ?? {}, what);
  };
  const MINUTE = 60_000;
  test.each<[string, (estate: Estate) => void, string]>([
    [
      'the first domain controller is down',
      (estate) => change(estate, 'F1', { running: false }),
      'FABRIKAM\\fay at F2',
    ],
    [
      'all are down or cut off',
      (estate) => {
        change(estate, 'F1', { running: false });
        estate.partitions.cut('DC1', 'F2');
      },
      '51f',
    ],
    ['clocks differ by five minutes', (estate) => change(estate, 'F1', { skewMs: 5 * MINUTE }), FAY],
    ['clocks differ by more', (estate) => change(estate, 'F1', { skewMs: -5 * MINUTE - 1 }), '576'],
    [
      'both clocks are wrong alike',
      (estate) => {
        change(estate, 'F1', { skewMs: 60 * MINUTE });
        change(estate, 'DC1', { skewMs: 60 * MINUTE });
      },
      FAY,
    ],
    ['the trust is broken', (estate) => estate.trusts.forEach((trust) => (trust.broken = true)), '6fc'],
  ])('%s', (_, arrange, outcome) => {
    const estate = raise();
    arrange(estate);
    expect(ask(estate, 'fay@fabrikam.com')).toBe(outcome);
  });
});

test.each([
  ['ada', { to: 'none', because: 'unroutable' }],
  ['ada@contoso.com', { to: 'own' }],
  ['CORP\\nobody', { to: 'own' }],
  ['x@tailspin.com', { to: 'none', because: 'noTrust' }],
  ['x@fabrikam.com', { to: 'none', because: 'disabled' }],
  ['x@deep.eu.fabrikam.local', { to: 'forest' }],
])('%s is routed %j', (name, route) => {
  const estate = raise({ disabledSuffixes: ['fabrikam.com'] });
  expect(routeName(estate.home, estate.trusts, name)).toMatchObject(route);
});
