import { expect, test } from 'vitest';
import { startTestDevices, type Answers } from './test-devices.fixture.ts';

const WHO = { upn: 'ada@fabrikam.com', password: 'p&w' };
const LOGIN = 'login.microsoftonline.com';
const cookie = {
  headers: { 'set-cookie': 'ESTSAUTHPERSISTENT=x; path=/; secure; HttpOnly' },
  body: '<p>Signed in</p>',
};
const failed = { body: '<p><span id="errorCode">50126</span></p>' };
const managed: Answers = {
  [`POST ${LOGIN}/common/GetCredentialType`]: { body: { Credentials: { PrefCredential: 1 } } },
};

test('a managed user types name and password at the sign-in page', async () => {
  await using it = await startTestDevices({ ...managed, [`POST ${LOGIN}/common/login`]: cookie });
  expect(await it.run(it.devices.browser.signIn(WHO))).toMatchObject({
    outcome: 'success',
    via: 'managed',
    status: 200,
  });
  expect(new URLSearchParams(it.asked[1]?.body).get('passwd')).toBe(WHO.password);
});

test('a page without the session cookie is a refusal by its number', async () => {
  await using it = await startTestDevices({ ...managed, [`POST ${LOGIN}/common/login`]: failed });
  expect(await it.run(it.devices.browser.signIn(WHO))).toMatchObject({
    outcome: 'refused',
    errorCode: 50126,
  });
});

const redirect = 'https://sts.fabrikam.com/adfs/ls/?wa=wsignin1.0';
const toFarm: Answers = {
  [`POST ${LOGIN}/common/GetCredentialType`]: { body: { Credentials: { FederationRedirectUrl: redirect } } },
  'GET sts.fabrikam.com/adfs/ls/': {
    body: '<form action="/adfs/ls/?wa=wsignin1.0&amp;wctx=1"><input name="AuthMethod" value="FormsAuthentication"></form>',
  },
};
const posted = `<form action="https://${LOGIN}/login.srf"><input name="wresult" value="&lt;r/&gt;"><input name="wctx" value="1"></form>`;

test('a federated user proves it at the farm, and the browser carries the token back', async () => {
  await using it = await startTestDevices({
    ...toFarm,
    'POST sts.fabrikam.com/adfs/ls/': { body: posted },
    [`POST ${LOGIN}/login.srf`]: cookie,
  });
  expect(await it.run(it.devices.browser.signIn(WHO))).toMatchObject({
    outcome: 'success',
    via: 'federated',
  });
  const [, , form, back] = it.asked;
  expect(form?.query.get('wctx')).toBe('1');
  expect(form?.body).toBe('AuthMethod=FormsAuthentication&UserName=ada%40fabrikam.com&Password=p%26w');
  expect(new URLSearchParams(back?.body).get('wresult')).toBe('<r/>');
});

test.each([
  [200, 'refused'],
  [500, 'unavailable'],
])('the farm’s page %d without a token is %s', async (status, outcome) => {
  const page = '<form action="/adfs/ls/"></form><label id="errorText">Incorrect user ID or password.</label>';
  await using it = await startTestDevices({
    ...toFarm,
    'POST sts.fabrikam.com/adfs/ls/': { status, body: page },
  });
  const result = await it.run(it.devices.browser.signIn(WHO));
  expect(result).toMatchObject({ outcome, errorText: 'Incorrect user ID or password.' });
});

test('a token that the cloud refuses is a refusal by its number', async () => {
  await using it = await startTestDevices({
    ...toFarm,
    'POST sts.fabrikam.com/adfs/ls/': { body: posted },
    [`POST ${LOGIN}/login.srf`]: failed,
  });
  expect(await it.run(it.devices.browser.signIn(WHO))).toMatchObject({
    outcome: 'refused',
    via: 'federated',
    errorCode: 50126,
  });
});

test.each([
  [200, 'success'],
  [401, 'refused'],
  [503, 'unavailable'],
])('a phone that Exchange answers with %d sees %s', async (status, outcome) => {
  await using it = await startTestDevices({
    'OPTIONS outlook.office365.com/Microsoft-Server-ActiveSync': { status },
  });
  const result = await it.run(it.devices.phone('phone-1').sync(WHO));
  expect(result).toMatchObject({ outcome, via: 'basic', status });
  expect(it.asked[0]?.query.get('DeviceId')).toBe('phone-1');
});
