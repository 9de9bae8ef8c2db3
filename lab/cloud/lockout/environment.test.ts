import { describe, expect, test } from 'vitest';
import { ROLES } from '../core/roles.ts';
import { settingsOf, smartLockout } from './config.ts';
import { mayCustomise, type Customiser } from './environment.ts';

describe('values of one’s own', () => {
  const whoMay: Customiser = {
    environment: 'public',
    roles: [ROLES.authenticationAdministrator],
    licence: 'P1',
  };

  test.each<[string, Partial<Customiser>]>([
    ['an Authentication Administrator', {}],
    [
      'a Global Administrator in Azure Government',
      { environment: 'usGovernment', roles: [ROLES.globalAdministrator] },
    ],
  ])('%s may set them', (_, who) => {
    expect(mayCustomise({ ...whoMay, ...who })).toEqual({ allowed: true });
  });

  test.each<[string, Partial<Customiser>, string]>([
    ['21Vianet', { environment: 'china' }, 'environment'],
    ['a Hybrid Identity Administrator', { roles: [ROLES.hybridIdentityAdministrator] }, 'role'],
    ['a tenant without a licence', { licence: 'free' }, 'licence'],
  ])('%s may not', (_, who, reason) => {
    expect(mayCustomise({ ...whoMay, ...who })).toMatchObject({ allowed: false, reason });
  });
});

describe('settings from a description', () => {
  test('ten wrong passwords and a minute; three in Azure Government; what is written goes before', () => {
    const unwritten = smartLockout.parse({});
    expect(settingsOf(unwritten)).toMatchObject({ threshold: 10, durationMs: 60_000 });
    expect(settingsOf(unwritten, 'usGovernment').threshold).toBe(3);
    expect(settingsOf(unwritten, 'china').threshold).toBe(10);
    expect(settingsOf(smartLockout.parse({ threshold: 5 }), 'usGovernment').threshold).toBe(5);
  });

  test('a list of durations', () => {
    const growth = { schedule: 'list', durations: ['60s', '2m', '5m'] };
    expect(settingsOf(smartLockout.parse({ growth })).growth).toEqual({
      schedule: 'list',
      durationsMs: [60_000, 120_000, 300_000],
    });
    expect(() => smartLockout.parse({ growth: { schedule: 'list' } })).toThrow('expected durations');
  });
});
