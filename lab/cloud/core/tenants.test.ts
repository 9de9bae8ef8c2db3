import { expect, test } from 'vitest';
import { cloudConfig } from '../config.ts';
import { openTenant } from '../open-tenant.ts';
import { ADA, testDesk } from './desk.fixture.ts';
import type { SignInDesk } from './desk.ts';
import { signInWithPassword } from './sign-in.ts';
import { Tenants } from './tenants.ts';

const BEN = 'ben@tailspin.example';

/** Contoso with Ada, and Tailspin with Ben. */
function twoTenants() {
  const contoso = testDesk();
  const config = cloudConfig.parse({ tenant: 'tailspin', domains: [{ name: 'tailspin.example' }] });
  const opened = openTenant(config, 'desk', 2);
  const ben = opened.directory.add({ upn: BEN, enabled: true, roles: [] });
  const tailspin: SignInDesk = { ...contoso.desk, ...opened };
  const tenants = new Tenants(contoso.desk, [contoso.desk, tailspin]);
  const signIn = async (upn: string, authority: string, password = opened.directory.passwordOf(BEN)) => {
    const attempt = {
      correlationId: 'c',
      upn,
      password,
      client: 'oauth',
      grant: 'password',
      authority,
      location: '203.0.113.7',
      app: 'modern',
    } as const;
    return signInWithPassword(attempt, tenants);
  };
  return { contoso: contoso.desk, tailspin, ben, tenants, signIn };
}

test('a shared authority leads to the tenant of the name, and only its log hears of it', async () => {
  const { contoso, tailspin, ben, signIn } = twoTenants();
  expect(await signIn(BEN, 'organizations')).toMatchObject({ code: 0, user: { id: ben.id }, desk: tailspin });
  expect(tailspin.log.size).toBe(1);
  expect(contoso.log.size).toBe(0);
});

test('a tenant by its id or domain knows its own users alone', async () => {
  const { contoso, tailspin, signIn } = twoTenants();
  expect((await signIn(BEN, tailspin.tenant.id.toUpperCase())).code).toBe(0);
  expect((await signIn(BEN, 'tailspin.example')).code).toBe(0);
  expect((await signIn(BEN, contoso.tenant.id)).code).toBe(50034);
  expect((await signIn(ADA, 'tailspin.example')).code).toBe(50034);
  expect((await signIn(BEN, '00000000-0000-4000-8000-000000000000')).code).toBe(90002);
});

test('wrong passwords in one tenant lock nobody in another', async () => {
  const { contoso, tailspin, ben, signIn } = twoTenants();
  for (let tries = 0; tries < 10; tries++) await signIn(BEN, 'common', `wrong-${tries}`);
  expect(tailspin.lockout.state(ben.id).lockedUntil).not.toBeNull();
  expect(contoso.lockout.state(ben.id).failures).toBe(0);
});

test('two tenants cannot have one domain', () => {
  const { contoso, tailspin } = twoTenants();
  tailspin.tenant.domains.add({ name: 'contoso.com', authentication: 'managed', initial: false });
  expect(() => new Tenants(contoso, [contoso, tailspin])).toThrow(/contoso\.com is a domain of/);
});
