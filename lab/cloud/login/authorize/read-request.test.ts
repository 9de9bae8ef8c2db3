import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../../apps/app.ts';
import { textOn } from '../../../devices/page.ts';
import { LOGIN, startTestLogin, type TestLogin } from '../login.fixture.ts';
import { TestBrowser } from '../test-browser.fixture.ts';

const REDIRECT = 'https://app.example/back?x=1';
const CHALLENGE = createHash('sha256').update('v'.repeat(64)).digest('base64url');

let it: TestLogin;
let app: App;
let browser: TestBrowser;

beforeEach(async () => {
  it = await startTestLogin();
  const redirectUris = { web: [REDIRECT], spa: ['https://spa.example/'] };
  app = it.register({ name: 'App', redirectUris, secrets: [{ value: 'app-secret' }], idTokens: true });
  browser = new TestBrowser(it.call);
});

afterEach(() => it[Symbol.asyncDispose]());

function url(more: Record<string, string | undefined> = {}): string {
  const basics = { client_id: app.appId, response_type: 'code', redirect_uri: REDIRECT, scope: 'openid' };
  const all = { ...basics, state: 's&<', ...more };
  const given = Object.entries(all).filter((one): one is [string, string] => one[1] !== undefined);
  const query = new URLSearchParams(given).toString();
  return `${LOGIN}/${it.bench.opened.tenant.id}/oauth2/v2.0/authorize?${query}`;
}

const XSS = '"><script>alert(1)</script>';

describe('a request that is not in order', () => {
  test.each([
    ['an unknown application', { client_id: 'nobody' }, '700016'],
    ['no application', { client_id: undefined }, '900144'],
    ['another redirect URI', { redirect_uri: 'https://evil.example/' }, '50011'],
    ['a redirect URI with more path', { redirect_uri: `${REDIRECT}/more` }, '50011'],
    ['a redirect URI that runs script', { redirect_uri: 'javascript:alert(1)' }, '50011'],
    ['no redirect URI, of several', { redirect_uri: undefined }, '500113'],
  ])('with %s is told on our own page', async (_name, more, code) => {
    const page = await browser.get(url(more));
    expect(page).toMatchObject({ status: 200 });
    expect(page.headers['location']).toBeUndefined();
    expect(textOn(page.text, 'errorCode')).toBe(code);
  });

  test.each([
    ['an unknown response type', { response_type: 'token' }, 'unsupported_response_type', 70005],
    ['no response type', { response_type: undefined }, 'invalid_request', 900144],
    [
      'a token in the query',
      { response_type: 'id_token', response_mode: 'query', nonce: 'n' },
      'invalid_request',
      70007,
    ],
    ['an ID token without a nonce', { response_type: 'id_token' }, 'invalid_request', 900144],
    ['a short challenge', { code_challenge: 'x', code_challenge_method: 'S256' }, 'invalid_request', 50147],
    [
      'a strange method',
      { code_challenge: CHALLENGE, code_challenge_method: 'S512' },
      'invalid_request',
      501491,
    ],
    ['an unknown prompt', { prompt: 'maybe' }, 'invalid_request', 90023],
    ['no scope', { scope: undefined }, 'invalid_request', 900144],
    ['two resources', { scope: 'api://x/a' }, 'invalid_resource', 500011],
    ['a version 1 resource', { resource: 'https://graph.microsoft.com' }, 'invalid_request', 901002],
  ])('with %s is told to the application', async (_name, more, error, code) => {
    const { status, headers } = await browser.get(url(more));
    expect(status).toBe(302);
    const back = new URL(String(headers['location']).replace('#', '&'));
    expect(back.origin).toBe('https://app.example');
    expect(back.searchParams.get('error')).toBe(error);
    expect(back.searchParams.get('error_description')).toMatch(new RegExp(`^AADSTS${code}: `));
    expect(back.searchParams.get('state')).toBe('s&<');
  });

  test('of a page without PKCE is refused', async () => {
    const { headers } = await browser.get(url({ redirect_uri: 'https://spa.example/' }));
    expect(String(headers['location'])).toContain('AADSTS9002325');
  });

  test('that comes twice, or is too long, is refused', async () => {
    expect((await browser.get(`${url()}&client_id=other`)).text).toContain('AADSTS9002313');
    expect((await browser.get(`${url()}&more=${'x'.repeat(9_000)}`)).text).toContain('AADSTS90015');
  });

  test.each([
    'client_id',
    'redirect_uri',
    'login_hint',
    'scope',
    'prompt',
    'response_type',
    'state',
    'domain_hint',
  ])('with markup in %s shows none of it', async (name) => {
    const page = await browser.get(url({ [name]: XSS, response_mode: 'form_post' }));
    expect(page.text).not.toContain('<script>alert');
    expect((await it.call(`${LOGIN}/${encodeURIComponent(XSS)}/oauth2/v2.0/authorize`)).text).not.toContain(
      '<script>a',
    );
  });

  test('under a foreign host name is refused, and one under localhost answered', async () => {
    const config = `${LOGIN}/common/v2.0/.well-known/openid-configuration`;
    expect((await it.call(config, { headers: { host: 'evil.example' } })).status).toBe(400);
    const local = await it.call(config, { headers: { host: 'localhost:8443' } });
    expect(local.json).toMatchObject({ issuer: 'https://localhost:8443/{tenantid}/v2.0' });
  });
});
