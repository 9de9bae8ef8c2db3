import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formOn, textOn } from '../../devices/page.ts';
import { ADA } from '../core/desk.fixture.ts';
import type { Answer } from '../empty-lab.fixture.ts';
import { CLI, LOGIN, startTestLogin, type TestLogin } from '../login/login.fixture.ts';
import { TestBrowser } from '../login/test-browser.fixture.ts';

const EXPIRED = '50089';
const EVIL = 'https://evil.example';

let it: TestLogin;
let browser: TestBrowser;
let page: Answer;

function authorizeUrl(more: Record<string, string> = {}): string {
  const asked = { client_id: CLI, response_type: 'code', redirect_uri: 'http://localhost', scope: 'openid' };
  const query = new URLSearchParams({ ...asked, login_hint: ADA, ...more });
  return `${LOGIN}/organizations/oauth2/v2.0/authorize?${query.toString()}`;
}

beforeEach(async () => {
  it = await startTestLogin({ askToStaySignedIn: false });
  browser = new TestBrowser(it.call);
  page = await browser.get(authorizeUrl());
});

afterEach(() => it[Symbol.asyncDispose]());

/** The page's own form, with the browser's cookies, as the browser would say that another page sent it. */
function posted(headers: Record<string, string>, changes: Record<string, string> = {}): Promise<Answer> {
  const form = formOn(page.text);
  if (form === undefined) throw new Error('the page has a form');
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return it.call(new URL(form.action, LOGIN).href, {
    form: { ...form.fields, passwd: 'secret', ...changes },
    headers: { cookie, ...headers },
  });
}

describe('the sign-in page’s form', () => {
  test.each<[string, Record<string, string>]>([
    ['another origin', { origin: EVIL }],
    ['an origin that begins as ours', { origin: `${LOGIN}.evil.example` }],
    ['our name without TLS', { origin: LOGIN.replace('https', 'http') }],
    ['a cross-site page', { 'sec-fetch-site': 'cross-site' }],
    ['a cross-site page that hides its origin', { 'sec-fetch-site': 'cross-site', origin: 'null' }],
    ['a page of a sibling host', { 'sec-fetch-site': 'same-site' }],
  ])('posted by %s is refused before any password is looked at', async (_name, headers) => {
    const answer = await posted(headers);
    expect(textOn(answer.text, 'errorCode')).toBe(EXPIRED);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(it.bench.asked).toEqual([]);
  });

  test.each<[string, Record<string, string>]>([
    ['its own page, which names no referrer', { origin: 'null', 'sec-fetch-site': 'same-origin' }],
    ['its own page', { origin: LOGIN, 'sec-fetch-site': 'same-origin' }],
    ['a program that says nothing', {}],
  ])('posted by %s is taken', async (_name, headers) => {
    expect((await posted(headers)).status).toBe(302);
  });

  test.each<[string, Record<string, string>]>([
    ['without its canary', { canary: '' }],
    ['with the canary of another sign-in', { canary: Buffer.alloc(32).toString('base64') }],
    ['without its context', { ctx: '' }],
    ['with a made-up context', { ctx: 'AAAA' }],
  ])('%s is refused', async (_name, changes) => {
    expect(textOn((await posted({}, changes)).text, 'errorCode')).toBe(EXPIRED);
    expect(it.bench.asked).toEqual([]);
  });
});

test('nobody is signed in as somebody else by a form of a stranger’s browser (login CSRF)', async () => {
  const form = formOn(page.text);
  const victim = new TestBrowser(it.call);
  await victim.get(authorizeUrl());
  const answer = await victim.post(`${LOGIN}/organizations/login`, { ...form?.fields, passwd: 'secret' });
  expect(textOn(answer.text, 'errorCode')).toBe(EXPIRED);
  expect(victim.cookies.has('ESTSAUTH')).toBe(false);
});

test('cookies are for this host alone, over TLS alone, and no script reads them', async () => {
  const answer = await posted({});
  const lines = [answer.headers['set-cookie'] ?? []].flat();
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    expect(line).toMatch(/; path=\/; secure; HttpOnly; SameSite=None/);
    expect(line).not.toMatch(/domain=/i);
  }
});

test('a session’s secret changes with the sign-in: one that was planted is worth nothing (fixation)', async () => {
  browser.cookies.set('ESTSAUTH', 'planted');
  const answer = await posted({ cookie: `${[...browser.cookies].map((one) => one.join('=')).join('; ')}` });
  expect(String(answer.headers['set-cookie'])).toMatch(/ESTSAUTH=[\w-]{43}/);
  const thief = new TestBrowser(it.call);
  thief.cookies.set('ESTSAUTH', 'planted');
  expect((await thief.get(authorizeUrl())).text).toContain('id="i0118"');
});

describe('markup', () => {
  const BAIT = '"\'><script>alert(1)</script><img src=x onerror=alert(1)>';
  const clean = (text: string): void => {
    expect(text).not.toContain('<img');
    expect(text).not.toMatch(/<script>(?!document\.forms)/);
  };

  test.each([
    'login_hint',
    'state',
    'scope',
    'nonce',
    'client_id',
    'redirect_uri',
    'prompt',
    'domain_hint',
    'ui_locales',
  ])('in %s reaches no page', async (name) => {
    for (const response_mode of ['query', 'form_post'])
      clean((await browser.get(authorizeUrl({ [name]: BAIT, response_mode }))).text);
  });

  test('in a name, a password or a code that was typed reaches no page', async () => {
    clean((await posted({}, { login: BAIT, loginfmt: BAIT })).text);
    clean((await posted({}, { passwd: BAIT })).text);
    const device = new TestBrowser(it.call);
    clean((await device.submit(await device.get(`${LOGIN}/common/oauth2/deviceauth`), { otc: BAIT })).text);
  });

  test('in an error’s description is JSON that no browser takes for a page', async () => {
    const answers = [
      await it.token({ grant_type: BAIT }),
      await it.token({ grant_type: 'password', username: BAIT, password: BAIT }),
      await it.token({ grant_type: 'client_credentials', client_id: BAIT }),
      await it.call(`${LOGIN}/${encodeURIComponent(BAIT)}/v2.0/.well-known/openid-configuration`),
      await it.call(`${LOGIN}/common/userrealm/${encodeURIComponent(BAIT)}?api-version=1.0`),
      await it.call(`${LOGIN}/common/GetCredentialType`, { json: { username: BAIT } }),
    ];
    for (const { headers } of answers) {
      expect(headers['content-type']).toMatch(/^application\/json/);
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  test('in a correlation id or a forwarded name comes back in no header', async () => {
    const headers = {
      'client-request-id': BAIT,
      'return-client-request-id': 'true',
      'x-forwarded-host': 'evil.example',
    };
    const answer = await it.token({ grant_type: 'x' }, 'common', headers);
    expect(JSON.stringify(answer.headers)).not.toMatch(/script|evil/);
  });
});
