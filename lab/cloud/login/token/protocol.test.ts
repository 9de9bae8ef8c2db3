import { decodeJwt } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ADA, AGENT } from '../../core/desk.fixture.ts';
import { CLI, LOGIN, startTestLogin, type TestLogin } from '../login.fixture.ts';

const SECRET = 'a client secret';
const API = 'api://orders';

let it: TestLogin;
let tenant: string;
let clientId: string;

beforeEach(async () => {
  it = await startTestLogin();
  tenant = it.bench.opened.tenant.id;
  clientId = it.register({
    name: 'Daemon',
    secrets: [{ value: SECRET }],
    redirectUris: { spa: ['https://spa.example/x'] },
  }).appId;
  it.register({ name: 'Orders', identifierUris: [API], scopes: ['read', 'write'], accessTokenVersion: 2 });
});

afterEach(() => it[Symbol.asyncDispose]());

const own = { grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default' };
const adas = { grant_type: 'password', username: ADA, password: 'secret' };

describe('client credentials', () => {
  test.each([
    ['in the body', { client_secret: SECRET }, {}, 200],
    [
      'beside scopes of users',
      { client_secret: SECRET, scope: `${own.scope} openid profile offline_access` },
      {},
      200,
    ],
    ['for an API of the tenant’s', { client_secret: SECRET, scope: `${API}/.default` }, {}, 200],
  ])('%s are taken', async (_name, form, headers, status) => {
    const answer = await it.token({ ...own, client_id: clientId, ...form }, tenant, headers);
    expect(answer.status).toBe(status);
    expect(answer.json).not.toHaveProperty('refresh_token');
    expect(answer.json).not.toHaveProperty('id_token');
  });

  test('by HTTP Basic are taken, and wrong ones are 401', async () => {
    const basic = (secret: string) => ({
      authorization: `Basic ${Buffer.from(`${clientId}:${encodeURIComponent(secret)}`).toString('base64')}`,
    });
    const form = { ...own, client_id: '' };
    expect((await it.token(form, tenant, basic(SECRET))).status).toBe(200);
    expect(await it.token(form, tenant, basic('wrong'))).toMatchObject({
      status: 401,
      json: { error_codes: [7000215] },
    });
    expect(await it.token(form, tenant, { authorization: 'Basic eA==' })).toMatchObject({
      status: 400,
      json: { error_codes: [9002313] },
    });
  });

  test.each([
    ['nothing to prove it', {}, 401, 7000218],
    ['a permission instead of .default', { client_secret: SECRET, scope: 'User.Read' }, 400, 70011],
    ['a resource that is not there', { client_secret: SECRET, scope: 'api://nowhere/.default' }, 400, 500011],
    ['two resources', { client_secret: SECRET, scope: `${own.scope} ${API}/.default` }, 400, 700022],
    ['an assertion of another kind', { client_assertion: 'x', client_assertion_type: 'saml' }, 400, 9002313],
    [
      'an assertion that is none',
      {
        client_assertion: 'x',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      },
      401,
      50027,
    ],
  ])('with %s are refused', async (_name, form, status, code) => {
    const answer = await it.token({ ...own, client_id: clientId, ...form }, tenant);
    expect(answer).toMatchObject({ status, json: { error_codes: [code] } });
  });

  test('are for a tenant, and for clients that can keep a secret', async () => {
    const shared = it.register({ name: 'Multi', multiTenant: true, secrets: [{ value: SECRET }] });
    const form = { ...own, client_id: shared.appId, client_secret: SECRET };
    expect((await it.token(form, 'common')).json).toMatchObject({ error_codes: [9001023] });
    expect((await it.token({ ...own, client_secret: SECRET }, tenant)).json).toMatchObject({
      error_codes: [700025],
    });
    expect((await it.token({ ...own, client_id: clientId, client_secret: SECRET })).json).toMatchObject({
      error_codes: [50194],
    });
  });
});

describe('what a user’s client gets', () => {
  test('is made out to the API it asked for, in the version that the API wants', async () => {
    const token = async (scope: string) => {
      const { json } = await it.token({ ...adas, scope });
      return decodeJwt((json as { access_token: string }).access_token);
    };
    const orders = it.context.apps.byIdentifier(API)?.appId;
    expect(await token(`${API}/read openid`)).toMatchObject({
      aud: orders,
      ver: '2.0',
      scp: 'read',
      azp: CLI,
      iss: `${LOGIN}/${tenant}/v2.0`,
    });
    expect(await token('User.Read')).toMatchObject({
      ...{
        aud: 'https://graph.microsoft.com',
        ver: '1.0',
        scp: expect.stringMatching(/^User.Read /),
        appid: CLI,
        amr: ['pwd'],
      },
      iss: `https://sts.windows.net/${tenant}/`,
    });
    expect(await token('https://outlook.office365.com/.default')).toMatchObject({
      aud: 'https://outlook.office365.com',
    });
    const unknown = await it.token({ ...adas, scope: `${API}/destroy` });
    expect(unknown.json).toMatchObject({ error: 'invalid_scope', error_codes: [650053] });
  });

  test('at version 1 names the resource, and says of wrong credentials that they wrap a code', async () => {
    const v1 = (form: Record<string, string>) =>
      it.call(`${LOGIN}/${tenant}/oauth2/token`, {
        form: { client_id: CLI, resource: 'https://graph.microsoft.com', ...form },
      });
    const answer = await v1(adas);
    expect(answer.json).toMatchObject({
      expires_in: '3600',
      resource: 'https://graph.microsoft.com',
      refresh_token: expect.any(String),
    });
    expect(decodeJwt((answer.json as { id_token: string }).id_token)).toMatchObject({ ver: '1.0', upn: ADA });
    it.bench.say({ kind: 'answered', agentId: AGENT, win32: 1326 });
    const wrong = await v1(adas);
    expect(wrong).toMatchObject({ status: 400, json: { error_codes: [70002, 50126] } });
    expect(wrong.json).toMatchObject({
      error_description: expect.stringMatching(/^AADSTS70002: .*AADSTS50126: /),
    });
  });

  test('is nothing where an application allows no client without a secret', async () => {
    expect(await it.token({ ...adas, client_id: clientId }, tenant)).toMatchObject({
      status: 401,
      json: { error_codes: [7000218] },
    });
  });
});

describe('a request that is not in order', () => {
  test('comes twice, in another way, or by another method', async () => {
    const url = `${LOGIN}/${tenant}/oauth2/v2.0/token`;
    expect(await it.call(url)).toMatchObject({ status: 400, json: { error_codes: [900561] } });
    const resource = await it.token({ ...adas, resource: 'https://graph.microsoft.com' });
    expect(resource.json).toMatchObject({ error_codes: [901002] });
    const obo = await it.token({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: 'x' });
    expect(obo.json).toMatchObject({ error: 'unauthorized_client', error_codes: [7000114] });
    const long = await it.token({ ...adas, username: 'x'.repeat(9_000) });
    expect(long.json).toMatchObject({ error_codes: [90015] });
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`p${index}`, 'x']));
    expect((await it.token({ ...adas, ...many })).json).toMatchObject({ error_codes: [9002313] });
  });

  test('of a page is answered for pages of the tenant’s applications alone', async () => {
    const preflight = (origin: string) =>
      it.call(`${LOGIN}/${tenant}/oauth2/v2.0/token`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type, x-client-sku',
        },
      });
    const known = await preflight('https://spa.example');
    expect(known).toMatchObject({
      status: 204,
      headers: { 'access-control-allow-origin': 'https://spa.example' },
    });
    expect(known.headers['access-control-allow-headers']).toBe('content-type, x-client-sku');
    expect((await preflight('https://evil.example')).headers['access-control-allow-origin']).toBeUndefined();
  });
});
