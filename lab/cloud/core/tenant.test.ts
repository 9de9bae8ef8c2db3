import { describe, expect, test } from 'vitest';
import { importUsers } from './import-users.ts';
import { Tenant } from './tenant.ts';

const federation = {
  issuerUri: 'urn:a',
  activeSignInUri: 'https://a',
  passiveSignInUri: 'https://a',
  signingCertificate: 'AA==',
};

function tenant(): Tenant {
  const made = new Tenant('11111111-0000-4000-8000-000000000000', 'contoso');
  for (const name of ['contoso.com', 'fabrikam.com'])
    made.domains.add({ name, authentication: 'managed', initial: false });
  return made;
}

describe('domains', () => {
  test('the initial domain cannot be federated, nor one without settings', () => {
    const { domains } = tenant();
    expect(() => domains.convert('contoso.onmicrosoft.com', 'federated')).toThrow(/initial/);
    expect(() => domains.convert('contoso.com', 'federated')).toThrow(/settings/);
  });

  test('an issuer is unique, and gone once its domain is managed', () => {
    const { domains } = tenant();
    domains.setFederation('fabrikam.com', federation);
    expect(() => domains.setFederation('contoso.com', federation)).toThrow(/unique/);
    domains.convert('fabrikam.com', 'federated');
    expect(domains.byIssuer('urn:a')?.name).toBe('fabrikam.com');
    domains.convert('fabrikam.com', 'managed');
    expect(domains.byIssuer('urn:a')).toBeUndefined();
  });

  test('an unknown name is answered with the nearest', () => {
    expect(() => tenant().domains.get('contosso.com')).toThrow(/did you mean contoso\.com\?/);
  });
});

describe("the wizard's switch", () => {
  test('pass-through needs an active agent', () => {
    const made = tenant();
    expect(() => made.setSignInMethod('passThrough', 0)).toThrow(/active/);
    made.setSignInMethod('passThrough', 1);
    expect(made.features).toEqual({ passThrough: true, passwordHashSync: false });
  });

  test('any other method turns it off for the whole tenant, hashes stay', () => {
    const made = tenant();
    made.setSignInMethod('passwordHashSync', 0);
    made.setSignInMethod('passThrough', 1);
    made.setSignInMethod('none', 1);
    expect(made.features).toEqual({ passThrough: false, passwordHashSync: true });
  });
});

describe('users that a Connect server exports', () => {
  const user = {
    sourceAnchor: 'QQ==',
    userPrincipalName: 'a@contoso.com',
    displayName: 'A',
    accountEnabled: true,
  };

  test('keep their id when their name changes', () => {
    const made = tenant();
    importUsers(made, [user], 0);
    const { id } = made.users.get('a@contoso.com');
    importUsers(made, [{ ...user, userPrincipalName: 'b@contoso.com', accountEnabled: false }], 0);
    expect(made.users.get('b@contoso.com')).toMatchObject({ id, enabled: false, immutableId: 'QQ==' });
    expect(made.users.byUpn('a@contoso.com')).toBeUndefined();
  });

  test('get the initial domain when their suffix is not verified', () => {
    const made = tenant();
    importUsers(made, [{ ...user, userPrincipalName: 'a@corp.local' }], 0);
    expect(made.users.byAnchor('QQ==')?.upn).toBe('a@contoso.onmicrosoft.com');
  });

  test('are refused one by one when another user has the name', () => {
    const made = tenant();
    const twin = { ...user, sourceAnchor: 'Qg==' };
    const other = { ...user, sourceAnchor: 'Qw==', userPrincipalName: 'c@contoso.com' };
    expect(importUsers(made, [user, twin, other], 0)).toMatchObject({
      accepted: 2,
      refused: [{ sourceAnchor: 'Qg==' }],
    });
  });
});
