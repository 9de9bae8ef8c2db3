import * as jose from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { signed, testSigner, unsigned } from '../../assertions/assertion.fixture.ts';
import { ADA, AGENT, FAY, FAY_ANCHOR, FEDERATION } from '../../core/desk.fixture.ts';
import { CLI, LOGIN, startTestLogin, type TestLogin } from '../login.fixture.ts';

const CORRELATION = 'c0ffee00-0000-4000-8000-000000000001';

const OFFICE = 'd3590ed6-52b3-4102-aeff-aad2292ab01c';
const DAY = 86_400_000;

let it: TestLogin;

beforeEach(async () => {
  it = await startTestLogin();
});

afterEach(() => it[Symbol.asyncDispose]());

const adas = { grant_type: 'password', username: ADA, password: 'secret' };

describe('the token endpoint', () => {
  test('issues tokens that a client can verify from discovery, on the lab clock', async () => {
    const { json, headers } = await it.token({ ...adas, client_info: '1' });
    expect(headers['cache-control']).toBe('no-store');
    expect(json).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'openid',
      client_info: expect.any(String),
    });
    const tokens = json as Record<'id_token' | 'access_token', string>;
    const tenantId = it.bench.opened.tenant.id;
    const discovery = (await it.call(`${LOGIN}/${tenantId}/v2.0/.well-known/openid-configuration`)).json;
    expect(discovery).toMatchObject({ issuer: `${LOGIN}/${tenantId}/v2.0` });
    const { issuer, jwks_uri } = discovery as Record<'issuer' | 'jwks_uri', string>;
    const keys = jose.createLocalJWKSet((await it.call(jwks_uri)).json as jose.JSONWebKeySet);
    const rules = { issuer, audience: CLI, algorithms: ['RS256'], currentDate: new Date(it.empty.lab.now()) };
    const { payload } = await jose.jwtVerify(tokens.id_token, keys, rules);
    expect(payload).toMatchObject({ tid: tenantId, preferred_username: ADA, ver: '2.0', name: 'ada' });
    const late = { ...rules, currentDate: new Date(it.empty.lab.now() + 3_601_000) };
    await expect(jose.jwtVerify(tokens.id_token, keys, late)).rejects.toThrow(/exp/);
    expect(jose.decodeJwt(tokens.access_token)).toMatchObject({ upn: ADA, wids: [] });
  });

  test('gives an identity token and a refresh token whatever was asked', async () => {
    const { json } = await it.token({ ...adas, scope: 'User.Read' });
    const given = { access_token: expect.any(String), id_token: expect.any(String) };
    expect(json).toMatchObject({ scope: 'User.Read', refresh_token: expect.any(String), ...given });
  });

  test('gives each for its scope alone, where that is the setting', async () => {
    await using strict = await startTestLogin({ tokensBesideAccess: 'asked' });
    strict.bench.say({ kind: 'answered', agentId: AGENT, win32: 0 });
    const { json } = await strict.token({ ...adas, scope: 'User.Read' });
    expect(json).toMatchObject({ scope: 'User.Read', access_token: expect.any(String) });
    expect(json).not.toHaveProperty('id_token');
    expect(json).not.toHaveProperty('refresh_token');
    const asked = await strict.token({ ...adas, scope: 'openid offline_access' });
    expect(asked.json).toMatchObject({ id_token: expect.any(String), refresh_token: expect.any(String) });
  });

  test('answers refusals with the documented envelope and the client’s correlation id', async () => {
    it.bench.say({ kind: 'answered', agentId: AGENT, win32: 1326 });
    const headers = { 'client-request-id': CORRELATION, 'return-client-request-id': 'true' };
    const answer = await it.token(adas, 'contoso.com', headers);
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
    expect(it.empty.history.of(CORRELATION).map((event) => event.kind)).toContain('signin.finished');
  });

  test.each([
    ['an unknown grant', { grant_type: 'magic' }, 'organizations', 70003, 'unsupported_grant_type'],
    ['no grant', {}, 'organizations', 900144, 'invalid_request'],
    ['no password', { grant_type: 'password', username: ADA }, 'organizations', 900144, 'invalid_request'],
    ['an unknown tenant', adas, 'nowhere.example', 90002, 'invalid_request'],
    ['no agent', adas, 'organizations', 80001, 'invalid_grant'],
  ])('%s is 400', async (_name, form, authority, code, error) => {
    it.bench.say({ kind: 'noAgent' });
    expect(await it.token(form, authority)).toMatchObject({
      status: 400,
      json: { error, error_codes: [code] },
    });
  });

  test('refuses a body that is too large, and one that is no form', async () => {
    expect((await it.token({ ...adas, padding: 'x'.repeat(70_000) })).status).toBe(413);
    const answer = await it.call(`${LOGIN}/organizations/oauth2/v2.0/token`, { json: adas });
    expect(answer).toMatchObject({ status: 400, json: { error_codes: [900144] } });
  });

  test('takes a SAML 1.1 assertion in base64url, whatever stands beside it', async () => {
    const signer = await testSigner();
    it.bench.opened.tenant.domains.setFederation('fabrikam.com', {
      ...FEDERATION,
      signingCertificate: signer.certificate,
    });
    const claims = {
      id: '_1',
      issuer: FEDERATION.issuerUri,
      immutableId: FAY_ANCHOR,
      upn: FAY,
      now: it.empty.lab.now(),
    };
    const assertion = Buffer.from(signed(unsigned(claims), signer)).toString('base64url');
    const grant_type = 'urn:ietf:params:oauth:grant-type:saml1_1-bearer';
    const answer = await it.token({ grant_type, assertion, username: FAY, password: 'ignored' });
    expect(answer.status).toBe(200);
    expect(it.bench.desk.log.newest(1)).toMatchObject([{ upn: FAY, method: 'federated' }]);
    expect((await it.token({ grant_type, assertion })).json).toMatchObject({ error_codes: [50013] });
  });

  test('refreshes without asking an agent, for the same client only, until 90 days of disuse', async () => {
    const offline = { ...adas, scope: 'openid offline_access User.Read' };
    const { refresh_token } = (await it.token(offline)).json as { refresh_token: string };
    const refresh = (more = {}) => it.token({ grant_type: 'refresh_token', refresh_token, ...more });
    const renewed = await refresh();
    expect(renewed).toMatchObject({ status: 200, json: { refresh_token: expect.any(String) } });
    expect(it.bench.asked).toHaveLength(1);
    expect((await refresh({ client_id: OFFICE })).json).toMatchObject({ error_codes: [70000] });
    expect((await refresh({ refresh_token: 'nonsense' })).json).toMatchObject({ error_codes: [9002313] });
    await it.empty.lab.advance(89 * DAY);
    expect((await refresh()).status).toBe(200);
    await it.empty.lab.advance(2 * DAY);
    expect((await refresh()).json).toMatchObject({ error: 'invalid_grant', error_codes: [700082] });
  });

  test('a change of the password ends what was granted before, its expiry does not', async () => {
    const offline = { ...adas, scope: 'openid offline_access' };
    const { refresh_token } = (await it.token(offline)).json as { refresh_token: string };
    const { users } = it.bench.opened.tenant;
    users.put({ ...users.get(ADA), passwordExpiresAt: it.empty.lab.now() });
    await it.empty.lab.advance(DAY);
    expect((await it.token({ grant_type: 'refresh_token', refresh_token })).status).toBe(200);
    users.put({ ...users.get(ADA), tokensValidFrom: it.empty.lab.now() });
    const revoked = await it.token({ grant_type: 'refresh_token', refresh_token });
    expect(revoked).toMatchObject({ status: 400, json: { error: 'invalid_grant', error_codes: [50173] } });
  });
});
