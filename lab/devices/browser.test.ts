import { expect, test } from 'vitest';
import { startTestDevices, type Answers } from './test-devices.fixture.ts';

const WHO = { upn: 'ada@fabrikam.com', password: 'p&w' };
const LOGIN = 'login.microsoftonline.com';
const AUTHORIZE = `GET ${LOGIN}/organizations/oauth2/v2.0/authorize`;
const cookie = {
  headers: { 'set-cookie': 'ESTSAUTH=x; path=/; secure; HttpOnly' },
  body: '<p>Stay signed in?</p>',
};
const failed = { body: '<p><span id="errorCode">50126</span></p>' };
const managed: Answers = {
  [AUTHORIZE]: {
    headers: { 'set-cookie': 'esctx=b; path=/; secure; HttpOnly' },
    body: '<form action="/organizations/login"><input name="ctx" value="c"><input name="login" value="ada@fabrikam.com"><input name="passwd"></form>',
  },
};

test('a managed user types a password at the sign-in page, which knows its browser again', async () => {
  await using it = await startTestDevices({ ...managed, [`POST ${LOGIN}/organizations/login`]: cookie });
  expect(await it.run(it.devices.browser.signIn(WHO))).toMatchObject({
    outcome: 'success',
    via: 'managed',
    status: 200,
  });
  expect(it.asked[0]?.query.get('login_hint')).toBe(WHO.upn);
  expect(it.asked[1]?.headers.cookie).toBe('esctx=b');
  expect(Object.fromEntries(new URLSearchParams(it.asked[1]?.body))).toEqual({
    ctx: 'c',
    login: 'ada@fabrikam.com',
    passwd: WHO.password,
  });
});

test('a page without the session cookie is a refusal by its number', async () => {
  await using it = await startTestDevices({ ...managed, [`POST ${LOGIN}/organizations/login`]: failed });
  expect(await it.run(it.devices.browser.signIn(WHO))).toMatchObject({
    outcome: 'refused',
    errorCode: 50126,
  });
});

test('a name that nobody has is refused before a password is asked for', async () => {
  const body = '<form action="/x"><input name="loginfmt"></form><span id="errorCode">50034</span>';
  await using it = await startTestDevices({ [AUTHORIZE]: { body } });
  expect(await it.run(it.devices.browser.signIn(WHO))).toMatchObject({
    outcome: 'refused',
    errorCode: 50034,
  });
});

const redirect = 'https://sts.fabrikam.com/adfs/ls/?wa=wsignin1.0';
const toFarm: Answers = {
  [AUTHORIZE]: { status: 302, headers: { location: redirect } },
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
