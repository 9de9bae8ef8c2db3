import { createHash } from 'node:crypto';
import * as jose from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../../apps/app.ts';
import { ADA, AGENT } from '../../core/desk.fixture.ts';
import type { Answer } from '../../empty-lab.fixture.ts';
import { formOn, textOn } from '../../../devices/page.ts';
import { LOGIN, startTestLogin, type TestLogin } from '../login.fixture.ts';
import { locationOf, TestBrowser } from '../test-browser.fixture.ts';

const REDIRECT = 'https://app.example/back?x=1';
const VERIFIER = 'v'.repeat(64);
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');
const MINUTE = 60_000;

let it: TestLogin;
let app: App;
let tenant: string;
let browser: TestBrowser;

beforeEach(async () => {
  it = await startTestLogin();
  app = it.register({
    name: 'App',
    redirectUris: { web: [REDIRECT], spa: ['https://spa.example/'], publicClient: ['http://localhost/cb'] },
    secrets: [{ value: 'app-secret' }],
    idTokens: true,
  });
  tenant = it.bench.opened.tenant.id;
  browser = new TestBrowser(it.call);
});

afterEach(() => it[Symbol.asyncDispose]());

function url(more: Record<string, string | undefined> = {}, authority = tenant): string {
  const basics = {
    client_id: app.appId,
    response_type: 'code',
    redirect_uri: REDIRECT,
    scope: 'openid offline_access',
  };
  const all = { ...basics, state: 's&<', ...more };
  const given = Object.entries(all).filter((one): one is [string, string] => one[1] !== undefined);
  return `${LOGIN}/${authority}/oauth2/v2.0/authorize?${new URLSearchParams(given).toString()}`;
}

/** Name, password, and no to "Stay signed in?". */
async function signIn(more: Record<string, string | undefined> = {}, stay = '3'): Promise<Answer> {
  const first = await browser.get(url(more));
  const second = await browser.submit(first, { loginfmt: ADA });
  const third = await browser.submit(second, { passwd: 'secret' });
  return browser.submit(third, { LoginOptions: stay });
}

const secret = { client_secret: 'app-secret' };

function redeem(code: string, more: Record<string, string> = {}, headers = {}): Promise<Answer> {
  const form = {
    grant_type: 'authorization_code',
    client_id: app.appId,
    code,
    redirect_uri: REDIRECT,
    ...more,
  };
  return it.token(form, tenant, headers);
}

async function codeFor(more: Record<string, string | undefined> = {}): Promise<string> {
  return locationOf(await signIn(more)).searchParams.get('code') ?? '';
}

describe('the authorization code flow', () => {
  test('leads through name, password and "Stay signed in?" to a code, and the code to tokens', async () => {
    const back = locationOf(
      await signIn({ code_challenge: CHALLENGE, code_challenge_method: 'S256', nonce: 'n' }),
    );
    expect(back.origin + back.pathname).toBe('https://app.example/back');
    expect(back.searchParams.get('x')).toBe('1');
    expect(back.searchParams.get('state')).toBe('s&<');
    const code = back.searchParams.get('code') ?? '';
    const { json, status } = await redeem(code, { ...secret, code_verifier: VERIFIER });
    expect(status).toBe(200);
    const { id_token } = json as { id_token: string };
    expect(jose.decodeJwt(id_token)).toMatchObject({ nonce: 'n', preferred_username: ADA, aud: app.appId });
    expect(await redeem(code, { ...secret, code_verifier: VERIFIER })).toMatchObject({
      json: { error_codes: [54005] },
    });
  });

  test.each([
    ['without its secret', {}, 401, 7000218],
    ['with a wrong secret', { client_secret: 'wrong-one' }, 401, 7000215],
    ['with another redirect URI', { ...secret, redirect_uri: 'https://app.example/' }, 400, 500112],
    ['with another verifier', { ...secret, code_verifier: 'w'.repeat(64) }, 400, 501481],
    ['without the verifier', secret, 400, 501481],
  ])('refuses a code %s', async (_name, more, status, code) => {
    const issued = await codeFor({ code_challenge: CHALLENGE, code_challenge_method: 'S256' });
    expect(await redeem(issued, more)).toMatchObject({ status, json: { error_codes: [code] } });
  });

  test('a code ends after ten minutes, is nobody else’s, and cannot be made up', async () => {
    const code = await codeFor();
    expect((await redeem(`${code}x`, secret)).json).toMatchObject({
      error: 'invalid_grant',
      error_codes: [9002313],
    });
    await it.empty.lab.advance(10 * MINUTE);
    expect((await redeem(code, secret)).json).toMatchObject({ error_codes: [70008] });
  });

  test('answers as the response mode says', async () => {
    const page = await signIn({ response_mode: 'form_post', response_type: 'code id_token', nonce: 'n' });
    const form = formOn(page.text);
    expect(form?.action).toBe(REDIRECT);
    expect(form?.fields).toMatchObject({
      state: 's&<',
      code: expect.any(String),
      id_token: expect.any(String),
    });
    const claims = jose.decodeJwt(form?.fields['id_token'] ?? '');
    const half = createHash('sha256')
      .update(form?.fields['code'] ?? '')
      .digest()
      .subarray(0, 16);
    expect(claims).toMatchObject({ c_hash: half.toString('base64url'), nonce: 'n' });
    const fragment = locationOf(await browser.get(url({ response_mode: 'fragment' })));
    expect(new URLSearchParams(fragment.hash.slice(1)).get('code')).toBeTruthy();
    const none = locationOf(await browser.get(url({ response_type: 'none' })));
    expect([...none.searchParams.keys()]).toEqual(['x', 'state']);
  });

  test('a page’s code is for pages, and its refresh tokens end after a day', async () => {
    const spa = {
      redirect_uri: 'https://spa.example/',
      code_challenge: CHALLENGE,
      code_challenge_method: 'S256',
    };
    const more = { redirect_uri: 'https://spa.example/', code_verifier: VERIFIER };
    const code = await codeFor(spa);
    expect((await redeem(code, more)).json).toMatchObject({ error_codes: [9002327] });
    const answer = await redeem(code, more, { origin: 'https://spa.example' });
    expect(answer.headers['access-control-allow-origin']).toBe('https://spa.example');
    const { refresh_token } = answer.json as { refresh_token: string };
    const refresh = () =>
      it.token({ grant_type: 'refresh_token', client_id: app.appId, refresh_token }, tenant, {
        origin: 'https://spa.example',
      });
    await it.empty.lab.advance(23 * 60 * MINUTE);
    expect(await refresh()).toMatchObject({ status: 200 });
    await it.empty.lab.advance(60 * MINUTE);
    expect((await refresh()).json).toMatchObject({ error_codes: [700084] });
    const foreign = await redeem(code, more, { origin: 'https://evil.example' });
    expect(foreign.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('a native client may use any port of localhost', async () => {
    const redirect_uri = 'http://localhost:51234/cb';
    const code = await codeFor({ redirect_uri });
    expect((await redeem(code, { redirect_uri })).status).toBe(200);
    const other = await browser.get(url({ redirect_uri: 'http://localhost:51234/other' }));
    expect(textOn(other.text, 'errorCode')).toBe('50011');
  });
});

describe('a session', () => {
  test('answers the next request without a page, and ends with sign-out', async () => {
    await signIn();
    expect(browser.cookies.get('ESTSAUTHPERSISTENT')).toBeUndefined();
    expect(locationOf(await browser.get(url())).searchParams.get('code')).toBeTruthy();
    expect(locationOf(await browser.get(url({ prompt: 'none' }))).searchParams.get('code')).toBeTruthy();
    expect((await browser.get(url({ prompt: 'login', login_hint: ADA }))).text).toContain('id="i0118"');
    const out = await browser.get(
      `${LOGIN}/common/oauth2/v2.0/logout?post_logout_redirect_uri=${encodeURIComponent(REDIRECT)}&state=z`,
    );
    expect(locationOf(out).searchParams.get('state')).toBe('z');
    const none = locationOf(await browser.get(url({ prompt: 'none' })));
    expect(none.searchParams.get('error')).toBe('login_required');
    expect(none.searchParams.get('error_description')).toMatch(/^AADSTS50058: /);
  });

  test('that is kept lives 180 days, one that is not a day', async () => {
    await signIn({}, '1');
    expect(browser.cookies.get('ESTSAUTHPERSISTENT')).toBeTruthy();
    await it.empty.lab.advance(179 * 24 * 60 * MINUTE);
    expect(locationOf(await browser.get(url({ prompt: 'none' }))).searchParams.get('code')).toBeTruthy();
    browser = new TestBrowser(it.call);
    await signIn();
    await it.empty.lab.advance(24 * 60 * MINUTE);
    expect(locationOf(await browser.get(url({ prompt: 'none' }))).searchParams.get('error')).toBe(
      'login_required',
    );
  });

  test('ends when the password was changed, and is too old for max_age', async () => {
    await signIn();
    await it.empty.lab.advance(MINUTE);
    expect((await browser.get(url({ max_age: '59' }))).text).toContain('id="i0116"');
    const { users } = it.bench.opened.tenant;
    users.put({ ...users.get(ADA), tokensValidFrom: it.empty.lab.now() });
    expect(locationOf(await browser.get(url({ prompt: 'none' }))).searchParams.get('error')).toBe(
      'login_required',
    );
  });

  test('of several accounts asks which; select_account asks always', async () => {
    await signIn();
    it.bench.opened.directory.add({ upn: 'bob@contoso.com', sourceAnchor: 'Qm9i', enabled: true, roles: [] });
    const other = await browser.submit(await browser.get(url({ prompt: 'login' })), {
      loginfmt: 'bob@contoso.com',
    });
    await browser.submit(await browser.submit(other, { passwd: 'secret' }), { LoginOptions: '3' });
    const tiles = await browser.get(url());
    expect(tiles.text).toContain('Pick an account');
    expect(locationOf(await browser.get(url({ prompt: 'none' }))).searchParams.get('error')).toBe(
      'interaction_required',
    );
    const ada = it.bench.opened.tenant.users.get(ADA).id;
    expect(locationOf(await browser.submit(tiles, { account: ada })).searchParams.get('code')).toBeTruthy();
    expect((await browser.submit(tiles, { account: '' })).text).toContain('id="i0116"');
    expect(
      locationOf(await browser.get(url({ prompt: 'none', login_hint: ADA }))).searchParams.get('code'),
    ).toBeTruthy();
  });
});

describe('the sign-in page', () => {
  test('says what is wrong, with its number', async () => {
    const first = await browser.get(url({}, 'organizations'));
    expect(first.text).toContain('AADSTS50194');
    const name = await browser.submit(await browser.get(url()), { loginfmt: 'adda@contoso.com' });
    expect(textOn(name.text, 'errorCode')).toBe('50034');
    expect(name.text).toContain('id="i0116"');
    it.bench.say({ kind: 'answered', agentId: AGENT, win32: 1326 });
    const hinted = url({ login_hint: ADA });
    const wrong = await browser.submit(await browser.get(hinted), { passwd: 'wrong' });
    expect(textOn(wrong.text, 'errorCode')).toBe('50126');
    for (let time = 0; time < 2; time++) await browser.submit(wrong, { passwd: `wrong ${time}` });
    const locked = await browser.submit(wrong, { passwd: 'wrong' });
    expect(textOn(locked.text, 'passwordError')).toBe(
      'Your account is temporarily locked to prevent unauthorized use. Try again later, and if you still have trouble, contact your admin.',
    );
  });

  test('says of trouble with agents that there is trouble', async () => {
    it.bench.say({ kind: 'noAgent' });
    const page = await browser.submit(await browser.get(url({ login_hint: ADA })), { passwd: 'x' });
    expect(textOn(page.text, 'errorCode')).toBe('80001');
    expect(page.text).toContain('Correlation Id');
  });

  test('is nothing without its own browser, and cannot be framed or extended', async () => {
    const page = await browser.get(url({ login_hint: ADA }));
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toMatch(
      /default-src 'none'.*form-action 'self' https:\/\/app\.example.*frame-ancestors 'none'/,
    );
    expect(page.headers['x-frame-options']).toBe('DENY');
    const stranger = new TestBrowser(it.call);
    stranger.url = browser.url;
    const refused = await stranger.submit(page, { passwd: 'secret' });
    expect(textOn(refused.text, 'errorCode')).toBe('50089');
    expect(stranger.cookies.has('ESTSAUTH')).toBe(false);
    const forged = await browser.submit(page, { passwd: 'secret', canary: 'x' });
    expect(textOn(forged.text, 'errorCode')).toBe('50089');
    const bare = await browser.post(`${LOGIN}/common/login`, { login: ADA, passwd: 'secret' });
    expect(textOn(bare.text, 'errorCode')).toBe('50089');
    expect(it.bench.asked).toHaveLength(0);
    await it.empty.lab.advance(60 * MINUTE);
    expect(textOn((await browser.submit(page, { passwd: 'secret' })).text, 'errorCode')).toBe('50089');
  });
});
