import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { permissionsFor } from './permissions.ts';
import type { Answer, Call } from '../empty-lab.fixture.ts';
import { ADMIN, GRAPH, openGraphBench, type GraphBench } from './graph.fixture.ts';

const SECRET = 'secret-of-the-lab';

let it: GraphBench;
let registered = 0;

beforeAll(async () => {
  it = await openGraphBench();
});
afterAll(() => it[Symbol.asyncDispose]());

/** A token of an application that acts for itself, with these permissions. */
async function tokenWith(...grantedRoles: string[]): Promise<string> {
  const app = { name: `program ${++registered}`, grantedRoles, secrets: [{ value: SECRET }] };
  const { appId } = await it.cloud.control.registerApp(app);
  return it.appToken(appId, SECRET);
}

const as = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

describe('an application that acts for itself', () => {
  test('reads what it was granted, and nothing else', async () => {
    const token = await tokenWith('Domain.Read.All');
    expect((await it.ask('/v1.0/domains', as(token))).status).toBe(200);
    for (const path of ['/v1.0/users', '/beta/settings', '/v1.0/organization']) {
      expect(await it.ask(path, as(token)), path).toMatchObject({
        status: 403,
        json: { error: { code: 'Authorization_RequestDenied' } },
      });
    }
  });

  test('writes only with a permission to write', async () => {
    const patch = { method: 'PATCH', json: { authenticationType: 'Managed' } } as const;
    const [reader, writer] = [await tokenWith('Domain.Read.All'), await tokenWith('Domain.ReadWrite.All')];
    const path = '/v1.0/domains/nowhere.example';
    expect((await it.ask(path, { ...patch, ...as(reader) })).status).toBe(403);
    expect((await it.ask(path, { ...patch, ...as(writer) })).status).toBe(404);
    expect((await it.ask('/v1.0/domains', as(writer))).status).toBe(200);
  });

  test('without any permission gets nothing, and no agent is registered by one', async () => {
    const nothing = await tokenWith();
    expect((await it.ask('/v1.0/domains', as(nothing))).status).toBe(403);
    const all = await tokenWith('Directory.ReadWrite.All');
    const url = `https://${it.cloud.tenantId}.registration.msappproxy.net/v1/agents`;
    expect((await it.at(url, { method: 'POST', json: {}, ...as(all) })).status).toBeGreaterThanOrEqual(400);
    expect(await it.cloud.control.agents({})).toEqual([]);
  });
});

test('whatever is not a path of Graph is for no application', () => {
  expect(permissionsFor('GET', '/v1.0/me')).toEqual([]);
  expect(permissionsFor('DELETE', '/v1.0/auditLogs/signIns')).toEqual(['Directory.ReadWrite.All']);
});

describe('an application of a user', () => {
  test('does no more than the user’s role and its own permission together', async () => {
    const { appId } = await it.cloud.control.registerApp({
      name: 'reports',
      isFallbackPublicClient: true,
      grantedScopes: [],
    });
    const token = (scope: string) => it.tokenOf(ADMIN, { client_id: appId, scope });
    const plain = await token('openid https://graph.microsoft.com/User.Read');
    expect((await it.ask('/v1.0/domains', as(plain))).status).toBe(403);
    const reader = await token('openid https://graph.microsoft.com/Domain.Read.All');
    expect((await it.ask('/v1.0/domains', as(reader))).status).toBe(200);
    const patch = { method: 'PATCH', json: { authenticationType: 'Managed' } } as const;
    expect((await it.ask('/v1.0/domains/nowhere.example', { ...patch, ...as(reader) })).status).toBe(403);
  });
});

describe('an Authentication Administrator', () => {
  const HELPER = 'helper@contoso.onmicrosoft.com';
  const secretOf = {
    passwordProfile: { password: 'Taken-over-2026!', forceChangePasswordNextSignIn: false },
  };
  const paths = (upn: string): readonly [string, Call][] => [
    [`/v1.0/users/${upn}`, { method: 'PATCH', json: secretOf }],
    [`/v1.0/users/${upn}`, { method: 'PATCH', json: { accountEnabled: false } }],
    [`/v1.0/users/${upn}/revokeSignInSessions`, { method: 'POST' }],
    [`/v1.0/users/${upn}/authentication/methods/x/resetPassword`, { json: {} }],
  ];

  test('does not touch who holds another role', async () => {
    await it.cloud.control.addUser({ upn: HELPER, roles: ['authenticationAdministrator'] });
    await it.cloud.control.addUser({ upn: 'chief@contoso.onmicrosoft.com', roles: ['globalAdministrator'] });
    await it.cloud.control.addUser({ upn: 'plain@contoso.onmicrosoft.com', roles: [] });
    for (const [path, call] of paths('chief@contoso.onmicrosoft.com'))
      expect((await it.ask(path, { ...call, as: HELPER })).status, path).toBe(403);
    for (const [path, call] of paths('plain@contoso.onmicrosoft.com'))
      expect((await it.ask(path, { ...call, as: HELPER })).status, path).toBeLessThan(300);
  });
});

test('pages of the sign-in log do not shift when somebody signs in between', async () => {
  const link = (answer: Answer): string =>
    String((answer.json as { '@odata.nextLink'?: string })['@odata.nextLink']).replace(GRAPH, '');
  const ids = (answer: Answer): string[] =>
    (answer.json as { value: { id: string; appId: string }[] }).value.map(({ id }) => id);
  for (const upn of [ADMIN, ADMIN, ADMIN]) await it.tokenOf(upn, {});
  const first = await it.ask('/v1.0/auditLogs/signIns?$top=2');
  await it.tokenOf(ADMIN, {});
  const second = await it.ask(link(first));
  expect(ids(first)).toHaveLength(2);
  expect(ids(second).filter((id) => ids(first).includes(id))).toEqual([]);
  expect((first.json as { value: object[] }).value[0]).toMatchObject({
    appId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

test('userinfo knows a user by the subject of the identity token', async () => {
  const url = `https://login.microsoftonline.com/${it.cloud.tenantId}/oauth2/v2.0/token`;
  const { password } = await it.cloud.control.passwordOf({ upn: ADMIN });
  const client_id = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
  const form = { grant_type: 'password', client_id, scope: 'openid', username: ADMIN, password };
  const { access_token, id_token } = (await it.at(url, { form })).json as Record<string, string>;
  const answer = await it.ask('/oidc/userinfo', as(access_token ?? ''));
  expect(answer).toMatchObject({
    status: 200,
    json: { sub: decodeJwt(id_token ?? '').sub, name: expect.any(String) },
  });
  expect((await it.ask('/oidc/userinfo', as('nonsense'))).status).toBe(401);
});

test('an action without parameters may say that it is JSON', async () => {
  const headers = { 'content-type': 'application/json' };
  const path = '/v1.0/users/plain@contoso.onmicrosoft.com/revokeSignInSessions';
  expect(await it.ask(path, { method: 'POST', headers })).toMatchObject({
    status: 200,
    json: { value: true },
  });
});
