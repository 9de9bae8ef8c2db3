import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ADA, FAY, FEDERATION } from '../../core/desk.fixture.ts';
import { LOGIN, startTestLogin, type TestLogin } from '../login.fixture.ts';

let it: TestLogin;

beforeEach(async () => {
  it = await startTestLogin();
});

afterEach(() => it[Symbol.asyncDispose]());

describe('realm discovery', () => {
  test('tells managed from federated, whatever the case of the path', async () => {
    const managed = await it.call(`${LOGIN}/common/UserRealm/${ADA}?api-version=1.0`);
    expect(managed.json).toMatchObject({
      account_type: 'Managed',
      domain_name: 'contoso.com',
      cloud_audience_urn: 'urn:federation:MicrosoftOnline',
    });
    it.bench.opened.tenant.domains.setFederation('fabrikam.com', {
      ...FEDERATION,
      signingCertificate: 'AA==',
    });
    expect((await it.call(`${LOGIN}/common/userrealm/${FAY}?api-version=1.0`)).json).toMatchObject({
      account_type: 'Federated',
      federation_protocol: 'WSTrust',
      federation_metadata_url: 'https://sts.fabrikam.com/adfs/services/trust/mex',
      federation_active_auth_url: FEDERATION.activeSignInUri,
    });
    const second = await it.call(`${LOGIN}/common/userrealm/${FAY}?api-version=2.0`);
    expect(second.json).toMatchObject({
      NameSpaceType: 'Federated',
      AuthURL: expect.stringContaining('wa=wsignin1.0'),
    });
    expect((await it.call(`${LOGIN}/common/userrealm/x@nowhere.example`)).json).toMatchObject({
      account_type: 'Unknown',
    });
  });

  test('tells the sign-in page what to ask for', async () => {
    it.bench.opened.tenant.domains.setFederation('fabrikam.com', {
      ...FEDERATION,
      signingCertificate: 'AA==',
    });
    const ask = (username: string) => it.call(`${LOGIN}/common/GetCredentialType`, { json: { username } });
    expect((await ask(ADA)).json).toMatchObject({
      IfExistsResult: 0,
      Credentials: { PrefCredential: 1, HasPassword: true },
    });
    expect((await ask('adda@contoso.com')).json).toMatchObject({ IfExistsResult: 1 });
    const redirect = expect.stringMatching(
      /^https:\/\/sts\.fabrikam\.com\/adfs\/ls\/\?username=fay%40fabrikam\.com&wa=wsignin1\.0/,
    );
    expect((await ask(FAY)).json).toMatchObject({ Credentials: { FederationRedirectUrl: redirect } });
  });
});
