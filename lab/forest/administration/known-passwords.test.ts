import { expect, test } from 'vitest';
import { openForestBench } from '../testing.ts';

const ADMINISTRATOR = 'CN=Administrator,CN=Users,DC=corp,DC=contoso,DC=com';
const NAMED = { sam: 'ada', upn: 'ada@contoso.com', password: 'Correct-horse-1' };

test('a password that was changed over LDAP is not told any more, and another reset makes it known again', async () => {
  await using bench = await openForestBench({ users: { generate: 0, named: [NAMED] } });
  const { control } = bench.forest;
  expect(await control.passwordOf({ user: 'ada@corp.contoso.com' })).toEqual({ password: NAMED.password });
  using ldap = await bench.connect();
  const { password } = await control.passwordOf({ user: 'CORP\\Administrator' });
  await bench.clock.until(ldap.bind(ADMINISTRATOR, password), 'the bind');
  const { dn } = await control.account({ user: 'ada' });
  const value = Buffer.from('"Another-horse-2"', 'utf16le');
  const changes = [{ kind: 'replace' as const, type: 'unicodePwd', values: [value] }];
  expect(await bench.clock.until(ldap.modify(dn, changes), 'the reset')).toMatchObject({ code: 0 });
  const unknown = { code: 'PTALAB_FOREST_PASSWORD_UNKNOWN', message: expect.stringContaining('over LDAP') };
  await expect(control.passwordOf({ user: 'ada' })).rejects.toMatchObject(unknown);
  await control.setPassword({ user: 'ada', password: 'Third-horse-3' });
  expect(await control.passwordOf({ user: 'ada' })).toEqual({ password: 'Third-horse-3' });
});

test('what the lab never set is not known either', async () => {
  await using bench = await openForestBench();
  await expect(bench.forest.control.passwordOf({ user: 'krbtgt' })).rejects.toMatchObject({
    code: 'PTALAB_FOREST_PASSWORD_UNKNOWN',
  });
});

test('somebody of a further domain has an implicit UPN there', async () => {
  const domains = [{ domain: 'eu.corp.contoso.com', netbios: 'EU' }];
  await using bench = await openForestBench({ domains });
  const { dn } = await bench.forest.control.account({ user: 'administrator@eu.corp.contoso.com' });
  expect(dn).toBe('CN=Administrator,CN=Users,DC=eu,DC=corp,DC=contoso,DC=com');
});
