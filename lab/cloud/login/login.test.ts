import * as jose from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createChance } from '../../chance/chance.ts';
import { ReplayMemory } from '../assertions/replay.ts';
import { signed, testSigner, unsigned } from '../assertions/assertion.fixture.ts';
import { ADA, AGENT, FAY, FAY_ANCHOR, FEDERATION, testDesk, type TestDesk } from '../core/desk.fixture.ts';
import { emptyLab, type Answer, type Call, type Caller, type EmptyLab } from '../empty-lab.fixture.ts';
import type { StartedWebService } from '../web/web-service.ts';
import { CERTIFIED_NAMES } from '../hosts.ts';
import { RefreshTokens } from './refresh-tokens.ts';
import { openTokenKey } from './signing-key.ts';
import { startLogin } from './start-login.ts';

const CLIENT = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
const CORRELATION = 'c0ffee00-0000-4000-8000-000000000001';
const LOGIN = 'https://login.microsoftonline.com';

let empty: EmptyLab;
let bench: TestDesk;
let login: StartedWebService;
let call: Caller;

beforeEach(async () => {
  empty = await emptyLab();
  const { clock, chance, keys, history } = empty.context;
  bench = testDesk({ clock, history });
  const key = openTokenKey(keys, clock);
  const newId = () => chance.uuid();
  const mint = { clock, key, lifetimeMs: 3_600_000, newId, refreshTokens: new RefreshTokens() };
  const credential = await empty.context.authority.issueServer(CERTIFIED_NAMES);
  login = await startLogin(credential, {
    tenants: bench.tenants,
    mint,
    replay: new ReplayMemory(),
    chance: createChance('login'),
  });
  call = await empty.caller([{ name: 'login.microsoftonline.com', port: 443, service: login.service }]);
});

afterEach(async () => {
  await login.stop();
  await empty[Symbol.asyncDispose]();
});

function token(
  form: Record<string, string>,
  authority = 'organizations',
  headers: Call['headers'] = {},
): Promise<Answer> {
  return call(`${LOGIN}/${authority}/oauth2/v2.0/token?x=1`, {
    form: { client_id: CLIENT, scope: 'openid', ...form },
    headers,
  });
}

const adas = { grant_type: 'password', username: ADA, password: 'secret' };

describe('the token endpoint', () => {
  test('issues tokens that a client can verify from discovery, on the lab clock', async () => {
    const { json, headers } = await token({ ...adas, client_info: '1' });
    expect(headers['cache-control']).toBe('no-store');
    expect(json).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'openid',
      client_info: expect.any(String),
    });
    const tokens = json as Record<'id_token' | 'access_token', string>;
    const tenantId = bench.opened.tenant.id;
    const discovery = (await call(`${LOGIN}/${tenantId}/v2.0/.well-known/openid-configuration`)).json;
    expect(discovery).toMatchObject({ issuer: `${LOGIN}/${tenantId}/v2.0` });
    const { issuer, jwks_uri } = discovery as Record<'issuer' | 'jwks_uri', string>;
    const keys = jose.createLocalJWKSet((await call(jwks_uri)).json as jose.JSONWebKeySet);
    const rules = { issuer, audience: CLIENT, algorithms: ['RS256'], currentDate: new Date(empty.lab.now()) };
    const { payload } = await jose.jwtVerify(tokens.id_token, keys, rules);
    expect(payload).toMatchObject({ tid: tenantId, preferred_username: ADA, ver: '2.0', name: 'ada' });
    const late = { ...rules, currentDate: new Date(empty.lab.now() + 3_601_000) };
    await expect(jose.jwtVerify(tokens.id_token, keys, late)).rejects.toThrow(/exp/);
    expect(jose.decodeJwt(tokens.access_token)).toMatchObject({ upn: ADA, wids: [] });
  });

  test('signs an identity token for the scope openid alone', async () => {
    const { json } = await token({ ...adas, scope: 'User.Read' });
    expect(json).toMatchObject({ scope: 'User.Read', access_token: expect.any(String) });
    expect(json).not.toHaveProperty('id_token');
  });

  test('answers refusals with the documented envelope and the client’s correlation id', async () => {
    bench.say({ kind: 'answered', agentId: AGENT, win32: 1326 });
    const headers = { 'client-request-id': CORRELATION, 'return-client-request-id': 'true' };
    const answer = await token(adas, 'contoso.com', headers);
    expect(answer.status).toBe(400);
    expect(answer.headers['client-request-id']).toBe(CORRELATION);
    expect(answer.json).toMatchObject({
      error: 'invalid_grant',
      error_codes: [50126],
      correlation_id: CORRELATION,
      timestamp: '2026-01-05 08:00:00Z',
      error_uri: 'https://login.microsoftonline.com/error?code=50126',
      error_description: expect.stringMatching(
        /^AADSTS50126: .* Trace ID: \S+ Correlation ID: \S+ Timestamp: /,
      ),
    });
    expect(empty.history.of(CORRELATION).map((event) => event.kind)).toContain('signin.finished');
  });

  test.each([
    ['an unknown grant', { grant_type: 'magic' }, 'organizations', 70003, 'unsupported_grant_type'],
    ['no grant', {}, 'organizations', 900144, 'invalid_request'],
    ['no password', { grant_type: 'password', username: ADA }, 'organizations', 900144, 'invalid_request'],
    ['an unknown tenant', adas, 'nowhere.example', 90002, 'invalid_request'],
    ['no agent', adas, 'organizations', 80001, 'invalid_grant'],
  ])('%s is 400', async (_name, form, authority, code, error) => {
    bench.say({ kind: 'noAgent' });
    expect(await token(form, authority)).toMatchObject({ status: 400, json: { error, error_codes: [code] } });
  });

  test('refuses a body that is too large, and one that is no form', async () => {
    expect((await token({ ...adas, padding: 'x'.repeat(70_000) })).status).toBe(413);
    const answer = await call(`${LOGIN}/organizations/oauth2/v2.0/token`, { json: adas });
    expect(answer).toMatchObject({ status: 400, json: { error_codes: [900144] } });
  });

  test('takes a SAML 1.1 assertion in base64url, whatever stands beside it', async () => {
    const signer = await testSigner();
    bench.opened.tenant.domains.setFederation('fabrikam.com', {
      ...FEDERATION,
      signingCertificate: signer.certificate,
    });
    const claims = {
      id: '_1',
      issuer: FEDERATION.issuerUri,
      immutableId: FAY_ANCHOR,
      upn: FAY,
      now: empty.lab.now(),
    };
    const assertion = Buffer.from(signed(unsigned(claims), signer)).toString('base64url');
    const grant_type = 'urn:ietf:params:oauth:grant-type:saml1_1-bearer';
    const answer = await token({ grant_type, assertion, username: FAY, password: 'ignored' });
    expect(answer.status).toBe(200);
    expect(bench.desk.log.newest(1)).toMatchObject([{ upn: FAY, method: 'federated' }]);
    expect((await token({ grant_type, assertion })).json).toMatchObject({ error_codes: [50013] });
  });

  test('refreshes without asking an agent, for the same client only', async () => {
    const { refresh_token } = (await token(adas)).json as { refresh_token: string };
    expect((await token({ grant_type: 'refresh_token', refresh_token })).status).toBe(200);
    expect(bench.asked).toHaveLength(1);
    const other = await token({ grant_type: 'refresh_token', refresh_token, client_id: 'other' });
    expect(other.json).toMatchObject({ error_codes: [70000] });
    await empty.lab.advance(91 * 86_400_000);
    expect((await token({ grant_type: 'refresh_token', refresh_token })).json).toMatchObject({
      error_codes: [70008],
    });
  });
});

describe('realm discovery', () => {
  test('tells managed from federated, whatever the case of the path', async () => {
    const managed = await call(`${LOGIN}/common/UserRealm/${ADA}?api-version=1.0`);
    expect(managed.json).toMatchObject({
      account_type: 'Managed',
      domain_name: 'contoso.com',
      cloud_audience_urn: 'urn:federation:MicrosoftOnline',
    });
    bench.opened.tenant.domains.setFederation('fabrikam.com', { ...FEDERATION, signingCertificate: 'AA==' });
    expect((await call(`${LOGIN}/common/userrealm/${FAY}?api-version=1.0`)).json).toMatchObject({
      account_type: 'Federated',
      federation_protocol: 'WSTrust',
      federation_metadata_url: 'https://sts.fabrikam.com/adfs/services/trust/mex',
      federation_active_auth_url: FEDERATION.activeSignInUri,
    });
    const second = await call(`${LOGIN}/common/userrealm/${FAY}?api-version=2.0`);
    expect(second.json).toMatchObject({
      NameSpaceType: 'Federated',
      AuthURL: expect.stringContaining('wa=wsignin1.0'),
    });
    expect((await call(`${LOGIN}/common/userrealm/x@nowhere.example`)).json).toMatchObject({
      account_type: 'Unknown',
    });
  });

  test('tells the sign-in page what to ask for', async () => {
    bench.opened.tenant.domains.setFederation('fabrikam.com', { ...FEDERATION, signingCertificate: 'AA==' });
    const ask = (username: string) => call(`${LOGIN}/common/GetCredentialType`, { json: { username } });
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

describe('the browser', () => {
  const post = (form: Record<string, string>) => call(`${LOGIN}/common/login`, { form });

  test('gets a session cookie, or the code on the page', async () => {
    const done = await post({ login: ADA, passwd: 'secret' });
    expect(String(done.headers['set-cookie'])).toMatch(/^ESTSAUTHPERSISTENT=[\w-]{43}; .*secure; HttpOnly/);
    bench.say({ kind: 'timedOut' });
    const failed = await post({ login: ADA, passwd: 'secret' });
    expect(failed.headers['set-cookie']).toBeUndefined();
    expect(failed.text).toContain('<span id="errorCode">80002</span>');
    expect((await post({ login: ADA })).text).toContain('<span id="errorCode">50056</span>');
  });

  test('brings the assertion back from a federated provider', async () => {
    const signer = await testSigner();
    bench.opened.tenant.domains.setFederation('fabrikam.com', {
      ...FEDERATION,
      signingCertificate: signer.certificate,
    });
    const claims = {
      id: '_2',
      issuer: FEDERATION.issuerUri,
      immutableId: FAY_ANCHOR,
      upn: FAY,
      now: empty.lab.now(),
    };
    const token = `<t:RequestedSecurityToken>${signed(unsigned(claims), signer)}</t:RequestedSecurityToken>`;
    const wresult = `<t:RequestSecurityTokenResponse xmlns:t="http://schemas.xmlsoap.org/ws/2005/02/trust">${token}</t:RequestSecurityTokenResponse>`;
    const bring = (form: Record<string, string>) =>
      call(`${LOGIN}/login.srf`, { form: { wa: 'wsignin1.0', ...form } });
    expect((await bring({ wresult })).headers['set-cookie']).toBeDefined();
    expect((await bring({ wresult: '<nonsense' })).text).toContain('<span id="errorCode">50008</span>');
  });
});
