import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formOn, textOn } from '../../devices/page.ts';
import type { App } from '../apps/app.ts';
import { signed, testSigner, unsigned, type TestSigner } from '../assertions/assertion.fixture.ts';
import { ADA, FAY, FAY_ANCHOR, FEDERATION } from '../core/desk.fixture.ts';
import { LOGIN, startTestLogin, type TestLogin } from '../login/login.fixture.ts';
import { locationOf, TestBrowser } from '../login/test-browser.fixture.ts';

const BACK = 'https://app.example/back';
const SRF = `${LOGIN}/login.srf`;

let it: TestLogin;
let app: App;
let signer: TestSigner;

beforeAll(async () => {
  [it, signer] = await Promise.all([startTestLogin({ askToStaySignedIn: false }), testSigner()]);
  const redirectUris = {
    web: [BACK, 'https://app.example/q?a=1'],
    publicClient: ['http://localhost/cb', 'msal1://auth'],
  };
  app = it.register({ name: 'App', redirectUris, secrets: [{ value: 'app-secret' }] });
  const { domains } = it.bench.opened.tenant;
  domains.setFederation('fabrikam.com', { ...FEDERATION, signingCertificate: signer.certificate });
});

afterAll(() => it[Symbol.asyncDispose]());

function authorize(redirect_uri: string, more: Record<string, string> = {}): string {
  const asked = { client_id: app.appId, response_type: 'code', redirect_uri, scope: 'openid', ...more };
  const query = new URLSearchParams(asked).toString();
  return `${LOGIN}/${it.bench.opened.tenant.id}/oauth2/v2.0/authorize?${query}`;
}

describe('a redirect URI', () => {
  test.each([
    ['a registered one with a slash more', `${BACK}/`],
    ['one with more path', `${BACK}/more`],
    ['one with less', 'https://app.example/'],
    ['one in another case', 'https://app.example/Back'],
    ['a host in another case', 'https://APP.example/back'],
    ['one with a query', `${BACK}?a=1`],
    ['one with another query', 'https://app.example/q?a=2'],
    ['one with more query', 'https://app.example/q?a=1&b=2'],
    ['one with a fragment', `${BACK}#a`],
    ['one with a user', 'https://evil@app.example/back'],
    ['one with our host as the user', 'https://app.example@evil.example/back'],
    ['one with the default port', 'https://app.example:443/back'],
    ['one with another port', 'https://app.example:8443/back'],
    ['one without TLS', 'http://app.example/back'],
    ['one up and down again', 'https://app.example/x/../back'],
    ['one with an escape', 'https://app.example/%62ack'],
    ['one with a backslash', 'https://app.example\\back'],
    ['one with a blank', ` ${BACK}`],
    ['one with a tab', 'https://app.example/\tback'],
    ['a longer host', 'https://app.example.evil.example/back'],
    ['a host that ends so', 'https://evilapp.example/back'],
    ['no scheme', '//app.example/back'],
    ['another scheme', 'msal2://auth'],
    ['a script', 'javascript:alert(1)//https://app.example/back'],
    ['data', 'data:text/html,x'],
    ['localhost with another path', 'http://localhost/other'],
    ['localhost with a query', 'http://localhost/cb?a=1'],
    ['localhost with a user', 'http://a@localhost/cb'],
    ['localhost with TLS', 'https://localhost/cb'],
    ['a name that begins as localhost', 'http://localhost.evil.example/cb'],
    ['another loopback address', 'http://127.0.0.1/cb'],
    ['NULs', `${BACK}\0`],
    ['a line break', `${BACK}\r\nset-cookie: a=b`],
  ])('that is %s leads nowhere', async (_name, uri) => {
    const page = await it.call(authorize(uri));
    expect(page.headers['location']).toBeUndefined();
    expect(textOn(page.text, 'errorCode')).toBe('50011');
    expect(page.headers).not.toHaveProperty('a');
  });

  test.each([
    BACK,
    'https://app.example/q?a=1',
    'http://localhost/cb',
    'http://localhost:49152/cb',
    'msal1://auth',
  ])('that is registered, %s, is answered exactly', async (uri) => {
    const browser = new TestBrowser(it.call);
    const page = await browser.get(authorize(uri, { login_hint: ADA }));
    const answer = await browser.submit(page, { passwd: 'secret' });
    expect(String(answer.headers['location'])).toMatch(
      new RegExp(`^${uri.replace(/[?.]/g, '\\$&')}[?&]code=`),
    );
  });

  test('gets an error only once it is known to be the application’s', async () => {
    for (const more of [{ response_type: 'x' }, { scope: '' }, { prompt: 'x' }, { response_mode: 'x' }]) {
      const evil = await it.call(authorize('https://evil.example/', more));
      expect(evil.headers['location']).toBeUndefined();
      expect(evil.text).not.toMatch(/(href|action|src)="https:\/\/evil/);
    }
  });
});

describe('what leads on after something else', () => {
  const out = (uri: string, path = '/common/oauth2/v2.0/logout') =>
    it.call(
      `${LOGIN}${path}?${new URLSearchParams({ post_logout_redirect_uri: uri, wreply: uri, state: 's' })}`,
    );

  test.each([
    'https://evil.example/',
    `${BACK}/`,
    '//evil.example',
    'javascript:alert(1)',
    '/\\evil.example',
    `${BACK}@evil.example`,
  ])('post_logout_redirect_uri=%s does not', async (uri) => {
    for (const path of ['/common/oauth2/v2.0/logout', '/common/oauth2/logout', '/logout.srf']) {
      const page = await out(uri, path);
      expect([page.status, page.headers['location']]).toEqual([200, undefined]);
      expect(page.text).not.toContain('evil.example');
    }
  });

  test('post_logout_redirect_uri does to a registered one', async () => {
    expect(locationOf(await out(BACK)).href).toBe(`${BACK}?state=s`);
  });

  test.each([
    'https://evil.example/',
    'javascript:alert(1)',
    '',
    'AAAA',
    '{"redirectUri":"https://evil.example/"}',
  ])('a provider’s wctx or RelayState %j does not', async (context) => {
    const facts = {
      issuer: FEDERATION.issuerUri,
      immutableId: FAY_ANCHOR,
      upn: FAY,
      now: it.empty.lab.now(),
    };
    const wresult = `<t:R xmlns:t="urn:t">${signed(unsigned({ id: `_${context.length}`, ...facts }), signer)}</t:R>`;
    for (const name of ['wctx', 'RelayState']) {
      const answer = await new TestBrowser(it.call).post(SRF, {
        wresult,
        [name]: context,
        wreply: 'https://evil.example/',
      });
      expect([answer.status, answer.headers['location']]).toEqual([200, undefined]);
      expect(formOn(answer.text)).toBeUndefined();
      expect(answer.text).not.toContain('evil.example');
    }
  });

  test('a domain_hint, a whr or a host name of the request’s does not', async () => {
    for (const hint of ['https://evil.example', 'evil.example', 'fabrikam.com@evil.example']) {
      const page = await it.call(authorize(BACK, { domain_hint: hint, whr: hint, authority: hint }));
      expect(page.headers['location']).toBeUndefined();
    }
    const forwarded = {
      'x-forwarded-host': 'evil.example',
      'x-original-url': '/evil',
      forwarded: 'host=evil.example',
    };
    const short = await it.call('https://microsoft.com/devicelogin', { headers: forwarded });
    expect(locationOf(short).href).toBe(`${LOGIN}/common/oauth2/deviceauth`);
  });
});
