import { expect, test } from 'vitest';
import { cloudConfig } from './config.ts';
import { openTenant } from './open-tenant.ts';

test('every setting has a default, and the documented ones are right', () => {
  const config = cloudConfig.parse({});
  const { settings } = openTenant(config, 'seed').lockout;
  expect(settings).toMatchObject({ threshold: 10, durationMs: 60_000 });
  expect(config.agents).toEqual({
    limit: 40,
    answerLimit: 15_000,
    bootstrap: 600_000,
    inactiveAfter: 1_500_000,
    dropAfter: 864_000_000,
  });
});

test.each([
  [{ smartlockout: {} }],
  [{ smartLockout: { duration: 60 } }],
  [{ agents: { limit: 41 } }],
  [{ domains: [{ name: 'contoso' }] }],
  [{ outcomes: { timedout: 80002 } }],
  [{ outcomes: { userDisabled: 0 } }],
  [{ cloudOnlyUsers: [{ upn: 'admin' }] }],
])('%j is refused', (section) => {
  expect(cloudConfig.safeParse(section).success).toBe(false);
});

test('an outcome of no such name is refused with the nearest', () => {
  const { error } = cloudConfig.safeParse({ outcomes: { secondFactorRequird: 50076 } });
  expect(JSON.stringify(error)).toContain('did you mean secondFactorRequired?');
});

test('the administrator is there unless one of the name is configured; ids depend on the seed alone', () => {
  const opened = openTenant(cloudConfig.parse({}), 'seed');
  const [admin] = opened.tenant.users.all();
  expect(admin).toMatchObject({
    upn: 'admin@contoso.onmicrosoft.com',
    roles: ['62e90394-69f5-4237-9190-012177145e10'],
  });
  expect(openTenant(cloudConfig.parse({}), 'seed').tenant.users.kept()[0]?.id).toBe(admin?.id);
  const own = cloudConfig.parse({
    cloudOnlyUsers: [{ upn: 'Admin@contoso.onmicrosoft.com', password: 'mine' }],
  });
  expect(openTenant(own, 'seed').directory.passwordOf('admin@contoso.onmicrosoft.com')).toBe('mine');
});

test('a cloud-only user outside the verified domains is refused', () => {
  const config = cloudConfig.parse({ cloudOnlyUsers: [{ upn: 'a@nowhere.example' }] });
  expect(() => openTenant(config, 'seed')).toThrow(/verified domain/);
});
