import { expect, test } from 'vitest';
import { startTestDevices, type Answers, type Asked } from './test-devices.fixture.ts';

const WHO = { upn: 'ada@fabrikam.com', password: 'p&w' };
const REALM = 'GET login.microsoftonline.com/common/userrealm/ada@fabrikam.com';
const TOKEN = 'POST login.microsoftonline.com/t-1/oauth2/v2.0/token';
const TOKENS = {
  access_token: 'a',
  id_token: 'i',
  refresh_token: 'r',
  expires_in: 3_600,
  scope: 'openid',
  token_type: 'Bearer',
};
const managed: Answers = { [REALM]: { body: { ver: '1.0', account_type: 'Managed' } } };

test('a managed user gets tokens with the password grant, under one correlation id', async () => {
  await using it = await startTestDevices({ ...managed, [TOKEN]: { body: TOKENS } });
  const result = await it.run(it.devices.oauth.signIn(WHO));
  expect(result).toMatchObject({
    outcome: 'success',
    via: 'managed',
    status: 200,
    labMs: 0,
    tokens: { idToken: 'i' },
  });
  expect(Object.fromEntries(new URLSearchParams(it.asked[1]?.body))).toMatchObject({
    grant_type: 'password',
    username: WHO.upn,
    password: WHO.password,
    scope: 'openid profile offline_access User.Read',
  });
  expect(new Set(it.asked.map(({ headers }) => headers['client-request-id']))).toEqual(
    new Set([result.correlationId]),
  );
  const events = it.history.of(result.correlationId);
  expect(events.map(({ kind }) => kind)).toEqual(['signin.sent', 'signin.answered']);
  expect(JSON.stringify(events)).not.toContain(WHO.password);
});

test('a refusal bears its AADSTS number', async () => {
  const body = { error: 'invalid_grant', error_description: 'AADSTS50126: no.', error_codes: [50126] };
  await using it = await startTestDevices({ ...managed, [TOKEN]: { status: 400, body } });
  const result = await it.run(it.devices.oauth.signIn({ ...WHO, correlationId: 'c-9' }));
  expect(result).toMatchObject({ outcome: 'refused', errorCode: 50126, status: 400, correlationId: 'c-9' });
});

test.each<[string, Answers]>([
  ['a server error', { ...managed, [TOKEN]: { status: 502 } }],
  ['no JSON', { ...managed, [TOKEN]: { body: '<html>' } }],
  ['no realm', {}],
  ['a federated realm without endpoints', { [REALM]: { body: { account_type: 'Federated' } } }],
])('%s is unavailable, not refused', async (_what, answers) => {
  await using it = await startTestDevices(answers);
  expect(await it.run(it.devices.oauth.signIn(WHO))).toMatchObject({ outcome: 'unavailable' });
});

test('nobody answering is unavailable after the limit, on the lab clock', async () => {
  await using it = await startTestDevices({});
  it.link.hold();
  expect(await it.run(it.devices.oauth.signIn(WHO))).toMatchObject({ outcome: 'unavailable', labMs: 60_000 });
  it.link.cut();
  expect(await it.run(it.devices.oauth.signIn(WHO))).toMatchObject({ outcome: 'unavailable', labMs: 0 });
});

const active = 'https://sts.fabrikam.com/adfs/services/trust/2005/usernamemixed';
const federated: Answers = {
  [REALM]: { body: { account_type: 'Federated', federation_active_auth_url: active } },
};
const SAML = 'urn:oasis:names:tc:SAML:1.0:assertion';
const TRUST = 'http://schemas.xmlsoap.org/ws/2005/02/trust';
const assertion = `<saml:Assertion xmlns:saml="${SAML}" AssertionID="_1"/>`;

test('a federated user gets an assertion at the farm, and tokens for it', async () => {
  const issued = `<r xmlns="${TRUST}"><TokenType>${SAML}</TokenType><RequestedSecurityToken>${assertion}</RequestedSecurityToken></r>`;
  const farm = ({ body }: Asked) =>
    body.includes('<o:Password>p&#38;w</o:Password>') ? { body: issued } : { status: 500 };
  await using it = await startTestDevices({
    ...federated,
    'POST sts.fabrikam.com/adfs/services/trust/2005/usernamemixed': farm,
    [TOKEN]: { body: TOKENS },
  });
  expect(await it.run(it.devices.oauth.signIn(WHO))).toMatchObject({ outcome: 'success', via: 'federated' });
  const form = new URLSearchParams(it.asked.at(-1)?.body);
  expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:saml1_1-bearer');
  expect(Buffer.from(form.get('assertion') ?? '', 'base64url').toString()).toBe(assertion);
});

test.each([
  ['FailedAuthentication', 'refused'],
  ['InternalServiceFault', 'unavailable'],
])('a farm’s fault %s is %s', async (subcode, outcome) => {
  const soap = 'http://www.w3.org/2003/05/soap-envelope';
  const body = `<s:Fault xmlns:s="${soap}"><s:Subcode><s:Value>x:${subcode}</s:Value></s:Subcode><s:Text>ID3242: no</s:Text></s:Fault>`;
  const farm = { 'POST sts.fabrikam.com/adfs/services/trust/2005/usernamemixed': { status: 500, body } };
  await using it = await startTestDevices({ ...federated, ...farm });
  const result = await it.run(it.devices.oauth.signIn(WHO));
  expect(result).toMatchObject({ outcome, via: 'federated', status: 500 });
  expect(result.errorText).toContain('ID3242: no');
});
