import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GRAPH, openGraphBench, type GraphBench } from './graph.fixture.ts';

const READER = 'reader@contoso.onmicrosoft.com';
const HELPDESK = 'helpdesk@contoso.onmicrosoft.com';
const NOBODY = 'nobody@contoso.onmicrosoft.com';
const BEN = 'ben@contoso.onmicrosoft.com';
const CERTIFICATE = Buffer.from('a certificate').toString('base64');
const FEDERATION = {
  issuerUri: 'http://sts.contoso.com/adfs/services/trust',
  activeSignInUri: 'https://sts.contoso.com/adfs/services/trust/2005/usernamemixed',
  passiveSignInUri: 'https://sts.contoso.com/adfs/ls/',
  signingCertificate: CERTIFICATE,
};

let bench: GraphBench;
let ask: GraphBench['ask'];
const at = (json: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], json);

const nextOf = (json: unknown): unknown => (json as Record<string, unknown>)['@odata.nextLink'];

beforeEach(async () => {
  bench = await openGraphBench({
    domains: [{ name: 'contoso.com' }],
    cloudOnlyUsers: [
      { upn: READER, roles: ['globalReader'] },
      { upn: HELPDESK, roles: ['authenticationAdministrator'] },
      { upn: NOBODY },
      { upn: BEN, displayName: 'Ben' },
    ],
  });
  ask = bench.ask;
});

afterEach(() => bench[Symbol.asyncDispose]());

describe('roles', () => {
  test.each([
    [NOBODY, 'GET', '/v1.0/domains', undefined, 403],
    [READER, 'GET', '/v1.0/domains', undefined, 200],
    [READER, 'PATCH', '/v1.0/domains/contoso.com', { authenticationType: 'Managed' }, 403],
    [HELPDESK, 'PATCH', `/v1.0/users/${BEN}`, { accountEnabled: false }, 204],
    [READER, 'PATCH', `/v1.0/users/${BEN}`, { accountEnabled: false }, 403],
    [HELPDESK, 'POST', '/v1.0/users', {}, 403],
  ] as const)('%s may %s %s as the role has it', async (as, method, path, json, status) => {
    expect((await ask(path, { as, method, ...(json !== undefined && { json }) })).status).toBe(status);
  });
});

describe('users', () => {
  test('are found by name, id and filter, in pages', async () => {
    const { json: ben } = await ask(`/v1.0/users/${BEN}`);
    const id = String(at(ben, 'id'));
    expect(ben).toMatchObject({ userPrincipalName: BEN, displayName: 'Ben', accountEnabled: true });
    expect((await ask(`/v1.0/users/${id}?$select=displayName`)).json).toEqual({ id, displayName: 'Ben' });
    const filter = encodeURIComponent(`userPrincipalName eq '${BEN.toUpperCase()}'`);
    expect((await ask(`/v1.0/users?$filter=${filter}`)).json).toMatchObject({ value: [{ id }] });
    const first = (await ask('/v1.0/users?$top=3')).json;
    const next = new URL(String(nextOf(first)));
    expect((await ask(next.pathname + next.search)).json).toMatchObject({ value: [{}, {}] });
    expect((await ask('/v1.0/users/nobody@nowhere.example')).status).toBe(404);
    expect((await ask('/v1.0/users?$filter=age gt 3')).json).toMatchObject({
      error: {
        code: 'BadRequest',
        message: expect.stringContaining("'age'"),
        innerError: { date: expect.any(String) },
      },
    });
  });

  test('are made, disabled and deleted', async () => {
    const json = {
      userPrincipalName: 'cyd@contoso.com',
      displayName: 'Cyd',
      accountEnabled: true,
      passwordProfile: { password: 'Correct-horse-1', forceChangePasswordNextSignIn: false },
    };
    expect(await ask('/v1.0/users', { json })).toMatchObject({ status: 201, json: { displayName: 'Cyd' } });
    expect((await ask('/v1.0/users', { json })).status).toBe(409);
    expect((await ask('/v1.0/users/cyd@contoso.com', { method: 'DELETE' })).status).toBe(204);
    expect((await ask('/v1.0/users/cyd@contoso.com')).status).toBe(404);
  });

  test('a reset makes a password when none is given, and revokes what was given before', async () => {
    const path = `/v1.0/users/${BEN}/authentication/methods/28c10230-6103-485e-b985-444c60001490/resetPassword`;
    const { status, json } = await ask(path, { method: 'POST', json: {}, as: HELPDESK });
    expect([status, json]).toEqual([202, { newPassword: expect.any(String) }]);
    expect((await ask(`/v1.0/users/${BEN}/revokeSignInSessions`, { method: 'POST', json: {} })).json).toEqual(
      { value: true },
    );
  });
});

describe('federation', () => {
  const path = '/v1.0/domains/contoso.com/federationConfiguration';

  test('a configuration federates its domain, is changed, and its end makes the domain managed', async () => {
    expect((await ask(path)).json).toMatchObject({ value: [] });
    const { status, json } = await ask(path, { json: { ...FEDERATION, promptLoginBehavior: 'disabled' } });
    const id = String(at(json, 'id'));
    expect([status, json]).toEqual([201, expect.objectContaining({ promptLoginBehavior: 'disabled' })]);
    expect((await ask('/v1.0/domains/contoso.com')).json).toMatchObject({ authenticationType: 'Federated' });
    const next = { nextSigningCertificate: CERTIFICATE };
    expect((await ask(`${path}/${id}`, { method: 'PATCH', json: next })).status).toBe(204);
    expect((await ask(`${path}/${id}`)).json).toMatchObject({
      ...FEDERATION,
      ...next,
      promptLoginBehavior: 'disabled',
    });
    expect((await ask(`${path}/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await ask('/v1.0/domains/contoso.com')).json).toMatchObject({ authenticationType: 'Managed' });
    expect((await ask(`${path}/${id}`)).status).toBe(404);
  });

  test.each([
    [{ ...FEDERATION, activeSignInUri: 'http://sts.contoso.com' }],
    [{ ...FEDERATION, preferredAuthenticationProtocol: 'oidc' }],
    [{ ...FEDERATION, unknown: true }],
    [{}],
  ])('%j is refused', async (json) => {
    expect((await ask(path, { json })).status).toBe(400);
  });
});

describe('staged rollout', () => {
  test('a policy takes groups in, by reference', async () => {
    const group = (await ask('/v1.0/groups', { json: { displayName: 'Pilots' } })).json;
    const ben = (await ask(`/v1.0/users/${BEN}`)).json;
    const reference = (id: unknown) => ({ '@odata.id': `${GRAPH}/v1.0/directoryObjects/${String(id)}` });
    const members = `/v1.0/groups/${String(at(group, 'id'))}/members`;
    expect((await ask(`${members}/$ref`, { json: reference(at(ben, 'id')) })).status).toBe(204);
    expect((await ask(members)).json).toMatchObject({ value: [{ userPrincipalName: BEN }] });
    const policy = { displayName: 'PTA', feature: 'passthroughAuthentication', isEnabled: true };
    const { status, json } = await ask('/v1.0/policies/featureRolloutPolicies', { json: policy });
    expect(status).toBe(201);
    const path = `/v1.0/policies/featureRolloutPolicies/${String(at(json, 'id'))}`;
    expect((await ask(`${path}/appliesTo/$ref`, { json: reference(at(group, 'id')) })).status).toBe(204);
    expect((await ask(path)).json).toMatchObject({ isEnabled: true, appliesTo: [{ displayName: 'Pilots' }] });
    expect((await ask(path, { method: 'PATCH', json: { isEnabled: false } })).status).toBe(204);
    expect((await ask(path)).json).toMatchObject({ isEnabled: false, displayName: 'PTA' });
    const unplayed = { ...policy, feature: 'certificateBasedAuthentication' };
    expect((await ask('/v1.0/policies/featureRolloutPolicies', { json: unplayed })).status).toBe(400);
  });
});

describe('policies', () => {
  test('the organisation’s home realm discovery policy comes back as it was said', async () => {
    const path = '/v1.0/policies/homeRealmDiscoveryPolicies';
    const definition = [JSON.stringify({ HomeRealmDiscoveryPolicy: { AllowCloudPasswordValidation: true } })];
    const { status, json } = await ask(path, { json: { displayName: 'x', definition } });
    expect(status).toBe(201);
    expect(String(at(json, 'definition.0'))).toContain('"AllowCloudPasswordValidation":true');
    expect(
      (await ask(path, { json: { definition: ['{"HomeRealmDiscoveryPolicy":{"Accelerate":1}}'] } })).status,
    ).toBe(400);
    expect((await ask(`${path}/${String(at(json, 'id'))}`, { method: 'DELETE' })).status).toBe(204);
    expect((await ask(path)).json).toEqual({ value: [] });
  });

  test('Smart Lockout is set in seconds, by those who may', async () => {
    const { json } = await ask('/beta/settings');
    const path = `/beta/settings/${String(at(json, 'value.0.id'))}`;
    const values = [{ name: 'LockoutThreshold', value: '5' }];
    expect((await ask(path, { method: 'PATCH', json: { values }, as: HELPDESK })).status).toBe(204);
    expect((await ask(path, { method: 'PATCH', json: { values }, as: READER })).status).toBe(403);
    const beyond = { values: [{ name: 'LockoutThreshold', value: '51' }] };
    expect((await ask(path, { method: 'PATCH', json: beyond })).status).toBe(400);
    expect((await ask(path)).json).toMatchObject({
      values: [{ value: '5' }, { name: 'LockoutDurationInSeconds', value: '60' }],
    });
  });
});

test('pass-through shows in the publishing profile, and nowhere among the synchronization features', async () => {
  const profile = '/beta/onPremisesPublishingProfiles/authentication';
  expect((await ask(profile)).json).toMatchObject({ isEnabled: false });
  await bench.cloud.control.setPassThrough({ enabled: true });
  expect((await ask(profile)).json).toMatchObject({ isEnabled: true });
  expect((await ask(`${profile}/agentGroups?$expand=agents`)).json).toMatchObject({
    value: [{ isDefault: true, agents: [] }],
  });
  const window = { updateWindowStartTime: '01:00:00', updateWindowEndTime: '03:00:00' };
  const json = { hybridAgentUpdaterConfiguration: { updateWindow: window } };
  expect((await ask(profile, { method: 'PATCH', json })).status).toBe(204);
  expect((await ask(profile)).json).toMatchObject({
    hybridAgentUpdaterConfiguration: { updateWindow: window },
  });
  expect((await ask('/beta/onPremisesPublishingProfiles/applicationProxy')).status).toBe(400);
  const { json: features } = await ask('/v1.0/directory/onPremisesSynchronization');
  expect(JSON.stringify(features)).not.toMatch(/passthrough/i);
});

test('the sign-in log is filtered, ordered and paged', async () => {
  await bench.tokenOf(BEN);
  await bench.tokenOf(NOBODY);
  const filter = encodeURIComponent(`startswith(userPrincipalName,'ben') and status/errorCode eq 0`);
  const { json } = await ask(`/beta/auditLogs/signIns?$filter=${filter}&$count=true`);
  expect(json).toMatchObject({
    '@odata.count': 1,
    value: [
      {
        userPrincipalName: BEN,
        authenticationDetails: [{ authenticationMethodDetail: 'Password in the cloud' }],
      },
    ],
  });
  const since = encodeURIComponent('createdDateTime ge 2026-01-05T08:00:00Z');
  const page = (await ask(`/v1.0/auditLogs/signIns?$filter=${since}&$top=1&$orderby=createdDateTime desc`))
    .json;
  expect(nextOf(page)).toMatch(/skiptoken/);
  expect((await ask('/v1.0/auditLogs/signIns?$filter=createdDateTime ge yesterday')).status).toBe(400);
});
