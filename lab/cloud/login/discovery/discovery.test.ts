import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cloudConfig } from '../../config.ts';
import { emptyLab } from '../../empty-lab.fixture.ts';
import { startCloud } from '../../start-cloud.ts';
import { ADA } from '../../core/desk.fixture.ts';
import { LOGIN, startTestLogin, type TestLogin } from '../login.fixture.ts';

let it: TestLogin;

beforeEach(async () => {
  it = await startTestLogin();
});

afterEach(() => it[Symbol.asyncDispose]());

describe('OpenID Connect discovery', () => {
  test.each([
    ['common', '{tenantid}'],
    ['organizations', '{tenantid}'],
    ['contoso.com', undefined],
    ['fabrikam.com', undefined],
  ])('answers for the authority %s', async (authority, issued) => {
    const id = it.bench.opened.tenant.id;
    const { json } = await it.call(`${LOGIN}/${authority}/v2.0/.well-known/openid-configuration`);
    expect(json).toMatchObject({
      issuer: `${LOGIN}/${issued ?? id}/v2.0`,
      token_endpoint: expect.stringMatching(/\/oauth2\/v2\.0\/token$/),
      device_authorization_endpoint: expect.stringMatching(/\/devicecode$/),
      end_session_endpoint: expect.stringMatching(/\/logout$/),
    });
    const v1 = await it.call(`${LOGIN}/${authority}/.well-known/openid-configuration`);
    expect(v1.json).toMatchObject({ issuer: `https://sts.windows.net/${issued ?? id}/` });
  });

  test('of a tenant that is not there, or is for others, is refused', async () => {
    for (const name of ['nowhere.example', 'consumers', '__proto__'])
      expect(await it.call(`${LOGIN}/${name}/v2.0/.well-known/openid-configuration`)).toMatchObject({
        status: 400,
        json: { error: 'invalid_tenant', error_codes: [90002] },
      });
  });

  test('leads to keys that are published before they are used, and kept after', async () => {
    const keys = async () => {
      const { json } = await it.call(`${LOGIN}/common/discovery/v2.0/keys`);
      return (json as { keys: { kid: string }[] }).keys.map(({ kid }) => kid);
    };
    const roll = (step: 'publish' | 'use' | 'retire') =>
      it.empty.lab.until(it.context.mint.keys.roll(step), step);
    const [first] = await keys();
    await expect(roll('use')).rejects.toThrow('publish one first');
    const { next } = await roll('publish');
    expect(await keys()).toEqual([first, next]);
    await roll('use');
    expect(await keys()).toEqual([next, first]);
    await roll('retire');
    expect(await keys()).toEqual([next]);
  });
});

test('instance discovery knows the clouds, and no others', async () => {
  const ask = (endpoint: string) =>
    it.call(
      `${LOGIN}/common/discovery/instance?api-version=1.1&authorization_endpoint=${encodeURIComponent(endpoint)}`,
    );
  expect((await ask(`${LOGIN}/contoso.com/oauth2/v2.0/authorize`)).json).toMatchObject({
    tenant_discovery_endpoint: `${LOGIN}/contoso.com/v2.0/.well-known/openid-configuration`,
    metadata: expect.arrayContaining([
      expect.objectContaining({ preferred_network: 'login.microsoftonline.com' }),
      expect.objectContaining({ preferred_network: 'login.microsoftonline.us' }),
    ]),
  });
  expect(await ask('https://evil.example/common')).toMatchObject({
    status: 400,
    json: { error: 'invalid_instance', error_codes: [50049] },
  });
  expect(await ask('nonsense')).toMatchObject({ status: 400, json: { error_codes: [50050] } });
});

test('GetUserRealm.srf tells managed from federated by number', async () => {
  const ask = async (login: string) => (await it.call(`${LOGIN}/GetUserRealm.srf?login=${login}`)).json;
  expect(await ask(ADA)).toMatchObject({ State: 4, UserState: 1, NameSpaceType: 'Managed' });
  expect(await ask('x@fabrikam.com')).toMatchObject({ State: 3, UserState: 2 });
  expect(await ask('x@nowhere.example')).toMatchObject({ State: 0, NameSpaceType: 'Unknown' });
});

test('the cloud for the US government has names of its own', async () => {
  await using empty = await emptyLab();
  const config = cloudConfig.parse({ environment: 'usGovernment' });
  const cloud = await empty.lab.until(startCloud(config, empty.context), 'the cloud');
  const call = await empty.caller(cloud.hosts);
  const host = 'https://login.microsoftonline.us';
  const { json } = await call(`${host}/${cloud.tenantId}/v2.0/.well-known/openid-configuration`);
  expect(json).toMatchObject({
    issuer: `${host}/${cloud.tenantId}/v2.0`,
    msgraph_host: 'graph.microsoft.us',
  });
  const upn = 'admin@contoso.onmicrosoft.com';
  const realm = await call(`${host}/common/userrealm/${upn}?api-version=1.0`);
  expect(realm.json).toMatchObject({ cloud_instance_name: 'microsoftonline.us' });
  const { password } = await cloud.control.passwordOf({ upn });
  const form = {
    grant_type: 'password',
    client_id: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
    username: upn,
    password,
    scope: 'openid',
  };
  const tokens = (await call(`${host}/organizations/oauth2/v2.0/token`, { form })).json as {
    access_token: string;
  };
  const headers = { authorization: `Bearer ${tokens.access_token}` };
  expect((await call('https://graph.microsoft.us/v1.0/domains', { headers })).status).toBe(200);
  const { next } = await cloud.control.rollSigningKey({ step: 'publish' });
  expect((await cloud.control.rollSigningKey({ step: 'use' })).current).toBe(next);
  expect((await call('https://graph.microsoft.us/v1.0/domains', { headers })).status).toBe(200);
  await cloud.control.rollSigningKey({ step: 'retire' });
  expect((await call('https://graph.microsoft.us/v1.0/domains', { headers })).status).toBe(401);
  await expect(cloud.control.mfaCodeOf({ upn })).rejects.toThrow('is not asked for a one-time code');
  const app = await cloud.control.registerApp({ name: 'Later' });
  expect(app.tenantId).toBe(cloud.tenantId);
  await expect(cloud.control.registerApp({ name: 'Later' })).rejects.toThrow('another');
  await cloud.stop();
});
