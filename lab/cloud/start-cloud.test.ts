import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cloudConfig } from './config.ts';
import { startCloud, type StartedCloud } from './start-cloud.ts';
import { emptyLab, type Call, type Caller, type EmptyLab } from './empty-lab.fixture.ts';

const CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
const ADMIN = 'admin@contoso.onmicrosoft.com';
const SYNC = 'sync@contoso.onmicrosoft.com';
const GRAPH = 'https://graph.microsoft.com';
const SERVICE = 'https://adminwebservice.microsoftonline.com';

let empty: EmptyLab;
let cloud: StartedCloud;
let call: Caller;

beforeEach(async () => {
  empty = await emptyLab();
  const config = cloudConfig.parse({
    domains: [{ name: 'contoso.com' }, { name: 'fabrikam.com', authentication: 'federated' }],
    cloudOnlyUsers: [{ upn: SYNC, roles: ['directorySynchronizationAccount'] }],
  });
  cloud = await empty.lab.until(startCloud(config, empty.context), 'the cloud');
  call = await empty.caller(cloud.hosts);
});

afterEach(async () => {
  await cloud.stop();
  await empty[Symbol.asyncDispose]();
});

async function tokenOf(upn: string): Promise<string> {
  const { password } = await cloud.control.passwordOf({ upn });
  const form = { grant_type: 'password', client_id: CLI, scope: 'openid', username: upn, password };
  const { json } = await call(`https://login.microsoftonline.com/${cloud.tenantId}/oauth2/v2.0/token`, {
    form,
  });
  return (json as { access_token: string }).access_token;
}

async function as(upn: string, url: string, options: Call = {}) {
  return call(url, { ...options, headers: { authorization: `Bearer ${await tokenOf(upn)}` } });
}

describe('administrators', () => {
  test('need a token of the tenant that has not expired, and a role', async () => {
    expect(await call(`${GRAPH}/v1.0/domains`)).toMatchObject({
      status: 401,
      json: { error: { code: 'InvalidAuthenticationToken' } },
    });
    expect(await as(SYNC, `${GRAPH}/v1.0/domains`)).toMatchObject({
      status: 403,
      json: { error: { code: 'Authorization_RequestDenied' } },
    });
    const authorization = `Bearer ${await tokenOf(ADMIN)}`;
    expect((await call(`${GRAPH}/v1.0/domains`, { headers: { authorization } })).status).toBe(200);
    await empty.lab.advance(3_600_000);
    expect((await call(`${GRAPH}/v1.0/domains`, { headers: { authorization } })).status).toBe(401);
    const forged = authorization.replace(/\.[^.]+$/, `.${Buffer.alloc(256).toString('base64url')}`);
    expect((await call(`${GRAPH}/v1.0/domains`, { headers: { authorization: forged } })).status).toBe(401);
  });

  test('convert a domain, and the realm follows', async () => {
    const patch = { method: 'PATCH', json: { authenticationType: 'Managed' } } as const;
    expect((await as(ADMIN, `${GRAPH}/v1.0/domains/fabrikam.com`, patch)).status).toBe(204);
    const realm = await call(
      'https://login.microsoftonline.com/common/userrealm/a@fabrikam.com?api-version=1.0',
    );
    expect(realm.json).toMatchObject({ account_type: 'Managed' });
    expect(empty.history.kind('domain.converted')).toMatchObject([
      { data: { domain: 'fabrikam.com', authentication: 'managed' } },
    ]);
    expect((await as(ADMIN, `${GRAPH}/v1.0/domains/nowhere.example`, patch)).status).toBe(404);
    const initial = await as(ADMIN, `${GRAPH}/v1.0/domains/contoso.onmicrosoft.com`, {
      ...patch,
      json: { authenticationType: 'Federated' },
    });
    expect(initial.status).toBe(409);
  });

  test('read the sign-in log and the list of agents', async () => {
    const log = await as(ADMIN, `${GRAPH}/beta/auditLogs/signIns?$top=1`);
    const detail = { authenticationMethodDetail: 'Password in the cloud', succeeded: true };
    expect(log.json).toMatchObject({
      value: [{ userPrincipalName: ADMIN, status: { errorCode: 0 }, authenticationDetails: [detail] }],
    });
    expect((await as(ADMIN, `${GRAPH}/v1.0/auditLogs/signIns?$filter=x`)).status).toBe(400);
    const agents = await as(ADMIN, `${GRAPH}/beta/onPremisesPublishingProfiles/authentication/agents`);
    expect(agents.json).toMatchObject({ value: [] });
  });
});

describe('Connect servers', () => {
  const users = [
    { sourceAnchor: 'QQ==', userPrincipalName: 'a@corp.local', displayName: 'A', accountEnabled: true },
  ];

  test('export users with the synchronization account, which may not set the method', async () => {
    const exported = await as(SYNC, `${SERVICE}/v1/export`, { json: { serverName: 'CONNECT1', users } });
    expect(exported).toMatchObject({ status: 200, json: { accepted: 1, refused: [] } });
    expect(await cloud.control.user({ upn: 'a@contoso.onmicrosoft.com' })).toMatchObject({
      kind: 'synced',
      immutableId: 'QQ==',
    });
    expect(empty.history.kind('users.exported')).toMatchObject([
      { data: { serverName: 'CONNECT1', count: 1 } },
    ]);
    expect((await as(SYNC, `${SERVICE}/v1/signInMethod`)).status).toBe(403);
    const broken = { serverName: 'CONNECT1', users: [{ ...users[0], userPrincipalName: 'a' }] };
    expect((await as(SYNC, `${SERVICE}/v1/export`, { json: broken })).status).toBe(400);
  });

  test('set the method for the whole tenant; pass-through needs an active agent', async () => {
    const set = (method: string) =>
      as(ADMIN, `${SERVICE}/v1/signInMethod`, { json: { method, serverName: 'CONNECT2' } });
    expect(await set('passThrough')).toMatchObject({
      status: 409,
      json: { error: { message: expect.stringMatching(/active/) } },
    });
    await cloud.control.setPassThrough({ enabled: true });
    expect(await set('passwordHashSync')).toMatchObject({
      status: 200,
      json: { passThrough: false, passwordHashSync: true },
    });
    expect((await as(ADMIN, `${SERVICE}/v1/signInMethod`)).json).toEqual({
      passThrough: false,
      passwordHashSync: true,
    });
    expect(empty.history.kind('signInMethod.changed').at(-1)).toMatchObject({
      data: { serverName: 'CONNECT2' },
    });
  });
});

describe('the cloud', () => {
  test('serves the lab CA’s revocation list, and nothing else, on port 80', async () => {
    const list = await call('http://crl3.digicert.com/pki/mscorp/crl/lab.crl');
    expect(list).toMatchObject({ status: 200, headers: { 'content-type': 'application/pkix-crl' } });
    expect((await call('http://crl.microsoft.com/other')).status).toBe(404);
  });

  test('sends a synced user to the agents: without any the answer is 80001', async () => {
    await cloud.control.setPassThrough({ enabled: true });
    await cloud.control.addUser({ upn: 'ada@contoso.com', sourceAnchor: 'QUQ=' });
    const form = {
      grant_type: 'password',
      client_id: CLI,
      username: 'ada@contoso.com',
      password: 'secret',
    };
    const answer = await call('https://login.microsoftonline.com/organizations/oauth2/v2.0/token', { form });
    expect(answer).toMatchObject({ status: 400, json: { error_codes: [80001] } });
    expect(await cloud.control.signIns({ upn: 'ada@contoso.com' })).toMatchObject([
      { method: 'passThrough', errorCode: 80001 },
    ]);
  });

  test('answers its control plane, and unknown names with the nearest', async () => {
    await expect(cloud.control.user({ upn: 'admn@contoso.onmicrosoft.com' })).rejects.toThrow(
      `did you mean ${ADMIN}?`,
    );
    expect(await cloud.control.lockout({ upn: ADMIN })).toEqual({ failures: 0, locks: 0, lockedUntil: null });
    await cloud.control.setSmartLockout({ threshold: 1, duration: '5m' });
    const form = { grant_type: 'password', client_id: CLI, username: ADMIN, password: 'wrong' };
    await call('https://login.microsoftonline.com/organizations/oauth2/v2.0/token', { form });
    expect(await cloud.control.lockout({ upn: ADMIN })).toMatchObject({
      lockedUntil: empty.lab.now() + 300_000,
    });
    await cloud.control.resetLockout({ upn: ADMIN });
    expect(await tokenOf(ADMIN)).toMatch(/^ey/);
    expect(await cloud.control.status({})).toMatchObject({
      tenant: 'contoso',
      users: 2,
      domains: 3,
      activeAgents: 0,
    });
  });
});
