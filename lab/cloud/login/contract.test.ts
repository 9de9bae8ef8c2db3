import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { signed, testSigner, unsigned } from '../assertions/assertion.fixture.ts';
import { ADA, AGENT, FAY, FAY_ANCHOR, FEDERATION } from '../core/desk.fixture.ts';
import { CLI, LOGIN, startTestLogin, type TestLogin } from './login.fixture.ts';

const CORRELATION = 'c0ffee00-0000-4000-8000-000000000001';

let it: TestLogin;
let tenant: string;

beforeEach(async () => {
  it = await startTestLogin();
  tenant = it.bench.opened.tenant.id;
});

afterEach(() => it[Symbol.asyncDispose]());

const adas = { grant_type: 'password', username: ADA, password: 'secret', scope: 'User.Read' };

describe('what clients in the field were seen to need', () => {
  test('a success has these members, whatever was asked, and no others', async () => {
    const always = [
      'token_type',
      'scope',
      'expires_in',
      'ext_expires_in',
      'access_token',
      'refresh_token',
      'id_token',
    ];
    const { json } = await it.token(adas);
    expect(Object.keys(json as object).sort()).toEqual([...always].sort());
    const told = (await it.token({ ...adas, client_info: '1' })).json as Record<string, string>;
    expect(Object.keys(told).sort()).toEqual([...always, 'client_info'].sort());
    const info: unknown = JSON.parse(Buffer.from(told['client_info'] ?? '', 'base64url').toString());
    expect(info).toEqual({ uid: it.bench.opened.tenant.users.get(ADA).id, utid: tenant });
  });

  test('an identity token has these claims', async () => {
    const { id_token } = (await it.token({ ...adas, nonce: 'n' })).json as { id_token: string };
    const claims = decodeJwt(id_token);
    for (const name of ['iss', 'sub', 'aud', 'exp', 'iat', 'nbf', 'oid', 'tid', 'name', 'uti', 'rh'])
      expect(claims).toHaveProperty(name);
    expect(claims).toMatchObject({ nonce: 'n', preferred_username: ADA, ver: '2.0', aud: CLI });
    const { alg, kid } = decodeProtectedHeader(id_token);
    const { keys } = (await it.call(`${LOGIN}/common/discovery/v2.0/keys`)).json as {
      keys: { kid: string }[];
    };
    expect([alg, keys.some((key) => key.kid === kid)]).toEqual(['RS256', true]);
  });

  test('parameters and headers that nobody knows change nothing', async () => {
    const more = {
      'x-client-SKU': 'x',
      'x-client-Ver': '1',
      claims: '{"access_token":{}}',
      instance_aware: 'true',
      foci: '1',
    };
    const headers = {
      'x-anchormailbox': `UPN:${ADA}`,
      'x-ms-lib-capability': 'retry-after',
      'x-app-name': 'x',
    };
    expect((await it.token({ ...adas, ...more }, 'organizations', headers)).status).toBe(200);
    const query = '?api-version=1&grant_type=refresh_token&client_id=evil';
    const form = { client_id: CLI, ...adas };
    expect((await it.call(`${LOGIN}/organizations/oauth2/v2.0/token${query}`, { form })).status).toBe(200);
  });

  test('the correlation id comes back when it is asked for, and in the error either way', async () => {
    it.bench.say({ kind: 'answered', agentId: AGENT, win32: 1326 });
    const id = { 'client-request-id': CORRELATION };
    const asked = await it.token(adas, 'organizations', { ...id, 'return-client-request-id': 'true' });
    expect(asked.headers['client-request-id']).toBe(CORRELATION);
    const unasked = await it.token(adas, 'organizations', { ...id, 'return-client-request-id': 'false' });
    expect(unasked.headers['client-request-id']).toBeUndefined();
    expect(unasked.json).toMatchObject({ correlation_id: CORRELATION });
    const odd = { 'client-request-id': 'not a GUID', 'return-client-request-id': 'true' };
    const fresh = await it.token(adas, 'organizations', odd);
    expect(fresh.headers['client-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('the authority “consumers”', () => {
  test.each([
    ['/v2.0/.well-known/openid-configuration', undefined],
    ['/.well-known/openid-configuration', undefined],
    ['/oauth2/v2.0/token', adas],
    ['/oauth2/v2.0/devicecode', { scope: 'openid' }],
  ])('is no tenant of an organisation: %s refuses it', async (path, form) => {
    for (const name of ['consumers', '9188040d-6c67-4c5b-b112-36a304b66dad']) {
      const url = `${LOGIN}/${name}${path}`;
      const answer = await it.call(url, form === undefined ? {} : { form: { client_id: CLI, ...form } });
      expect(answer).toMatchObject({ status: 400, json: { error_codes: [90002] } });
    }
  });
});

describe('a realm', () => {
  const realm = (name: string) => it.call(`${LOGIN}/common/userrealm/${name}?api-version=1.0`);

  test('of a managed and of a federated domain has these members and no others', async () => {
    const common = ['account_type', 'cloud_audience_urn', 'cloud_instance_name', 'domain_name', 'ver'];
    expect(Object.keys((await realm(ADA)).json as object).sort()).toEqual(common);
    const { domains } = it.bench.opened.tenant;
    domains.setFederation('fabrikam.com', { ...FEDERATION, signingCertificate: 'TUlJ' });
    const federated = (await realm(FAY)).json as Record<string, unknown>;
    const more = ['federation_active_auth_url', 'federation_metadata_url', 'federation_protocol'];
    expect(Object.keys(federated).sort()).toEqual([...common, ...more].sort());
    expect(federated).toMatchObject({ account_type: 'Federated', federation_protocol: 'WSTrust' });
  });

  test.each([
    ['a name without a domain', 'ada', 200],
    ['an unknown domain', 'ada@nowhere.example', 200],
    ['an escaped name', encodeURIComponent(ADA), 200],
    ['a name that cannot be read', 'ada%zz@contoso.com', 400],
    ['no name', '', 404],
    ['a path for a name', 'a/b@contoso.com', 404],
  ])('of %s is JSON', async (_name, name, status) => {
    const answer = await realm(name);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(answer.json).toBeTypeOf('object');
  });

  test('that is posted to is JSON too', async () => {
    const answer = await it.call(`${LOGIN}/common/userrealm/${ADA}?api-version=1.0`, { form: {} });
    expect(answer).toMatchObject({ status: 404, json: { error: 'invalid_request' } });
  });
});

describe('a federated user', () => {
  const fays = { grant_type: 'password', username: FAY, password: 'secret' };

  test('whose password comes to the cloud is refused, and no agent is asked', async () => {
    const answer = await it.token(fays);
    expect(answer).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
    expect(it.bench.asked).toEqual([]);
  });

  test.each([
    ['base64url', (xml: string) => Buffer.from(xml).toString('base64url')],
    ['base64url with its padding', (xml: string) => padded(Buffer.from(xml).toString('base64url'))],
    ['base64', (xml: string) => Buffer.from(xml).toString('base64')],
  ])('brings an assertion in %s', async (_name, encode) => {
    const signer = await testSigner();
    const { domains } = it.bench.opened.tenant;
    domains.setFederation('fabrikam.com', { ...FEDERATION, signingCertificate: signer.certificate });
    const facts = {
      issuer: FEDERATION.issuerUri,
      immutableId: FAY_ANCHOR,
      upn: FAY,
      now: it.empty.lab.now(),
    };
    const assertion = encode(signed(unsigned({ id: '_contract', ...facts }), signer));
    const grant_type = 'urn:ietf:params:oauth:grant-type:saml1_1-bearer';
    expect((await it.token({ ...fays, grant_type, assertion })).status).toBe(200);
  });

  const padded = (text: string): string => text.padEnd(Math.ceil(text.length / 4) * 4, '=');
});

test.each(['PUT', 'PATCH', 'DELETE', 'GET'] as const)('the token endpoint takes no %s', async (method) => {
  for (const path of ['/common/oauth2/v2.0/token', '/common/oauth2/token', '/common/oauth2/v2.0/devicecode'])
    expect(await it.call(`${LOGIN}${path}`, { method })).toMatchObject({
      status: 400,
      json: { error: 'invalid_request', error_codes: [900561] },
    });
});
