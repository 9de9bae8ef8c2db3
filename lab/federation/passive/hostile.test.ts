import { hash } from 'node:crypto';
import fc from 'fast-check';
import { request } from 'undici';
import { expect, test } from 'vitest';
import { escapeMarkup } from '../markup.ts';
import { startTestFarm, USER } from '../test-farm.fixture.ts';

const REALM = 'wa=wsignin1.0&wtrealm=urn%3Afederation%3AMicrosoftOnline';
const BAIT = '"\'><script>alert(1)</script><img src=x onerror=alert(1)>';
const bait = encodeURIComponent(BAIT);

test.each([
  `/adfs/ls/?${REALM}&username=${bait}`,
  `/adfs/ls/?${REALM}&login_hint=${bait}&${bait}=${bait}`,
  `/adfs/ls/?${REALM}&wctx=${bait}&whr=${bait}`,
  `/adfs/ls/?${REALM}&wreply=${bait}`,
  `/adfs/ls/?${REALM}&wauth=${bait}`,
  `/adfs/ls/?wa=${bait}&wtrealm=${bait}`,
  `/adfs/ls/?wa=wsignin1.0&wtrealm=${bait}`,
  `/adfs/ls/?SAMLRequest=${bait}&RelayState=${bait}`,
  `/adfs/ls/?wa=wsignout1.0&wreply=${bait}`,
  `/adfs/ls/idpinitiatedsignon.htm?loginToRp=${bait}`,
])('%s brings no markup of its own onto a page', async (path) => {
  await using farm = await startTestFarm({ idpInitiatedSignOn: true });
  const headers = { 'client-request-id': BAIT };
  const credentials = { UserName: USER.upn, Password: USER.password };
  const forms = [undefined, { UserName: BAIT, Password: BAIT }, credentials, { VerificationCode: BAIT }];
  for (const form of forms) {
    const answer = await farm.ask(path, { headers, ...(form === undefined ? {} : { form }) });
    expect(answer.text).not.toContain('<img');
    expect(answer.text.match(/<script>(?!document\.forms\[0\]\.submit\(\)<)/)).toBeNull();
    expect(answer.text).not.toContain('onerror=alert(1)>');
  }
});

test('pages carry a policy that allows nothing but their own form, style and script', async () => {
  await using farm = await startTestFarm();
  const credentials = { UserName: USER.upn, Password: USER.password };
  const form = await farm.ask(`/adfs/ls/?${REALM}`);
  const post = await farm.ask(`/adfs/ls/?${REALM}`, { form: credentials });
  const [asks, posts] = [form, post].map(({ headers }) => String(headers['content-security-policy']));
  expect(asks).toMatch(/^default-src 'none'; .*form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/);
  expect(posts).toMatch(/^default-src 'none'; .*base-uri 'none'; frame-ancestors 'none'$/);
  // Chromium holds the redirects after a form to this rule, and the tenant's lead to the application.
  expect(posts).not.toContain('form-action');
  for (const [tag, directive] of [
    ['script', 'script-src'],
    ['style', 'style-src'],
  ] as const) {
    const inline = new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(post.text)?.[1] ?? '';
    expect(posts).toContain(`${directive} 'sha256-${hash('sha256', inline, 'base64')}'`);
  }
  expect(post.headers['x-content-type-options']).toBe('nosniff');
  expect(String(post.headers['set-cookie'])).toMatch(/Secure; HttpOnly; SameSite=None/);
  expect(post.text).not.toMatch(/(src|href)=/);
});

test('a sign-in form that a foreign page posts is refused', async () => {
  await using farm = await startTestFarm();
  const form = { UserName: USER.upn, Password: USER.password };
  const headers = { 'sec-fetch-site': 'cross-site' };
  expect((await farm.ask(`/adfs/ls/?${REALM}`, { form, headers })).status).toBe(403);
  expect((await farm.ask(`/adfs/ls/?${REALM}`, { headers })).status).toBe(200);
});

test('another name for the farm gets nothing (DNS rebinding)', async () => {
  await using farm = await startTestFarm();
  for (const inside of [true, false]) {
    const headers = { host: 'evil.example' };
    expect((await farm.ask(`/adfs/ls/?${REALM}`, { inside, headers })).status).toBe(404);
  }
});

test('unknown paths, methods and large bodies are refused', async () => {
  await using farm = await startTestFarm();
  for (const path of ['/', '/adfs', '/adfs/ls/..%2f', '/adfs/portal', '/adfs/ls/x', '//', '/%zz'])
    expect([path, (await farm.ask(path)).status]).toEqual([path, 404]);
  for (const dispatcher of [farm.dispatcher, farm.inside]) {
    const put = request(`https://sts.fabrikam.com/adfs/ls/?${REALM}`, { method: 'PUT', dispatcher });
    expect((await farm.lab.until(put, 'a PUT')).statusCode).toBe(405);
  }
  const body = `UserName=${'a'.repeat(70_000)}`;
  expect((await farm.ask(`/adfs/ls/?${REALM}`, { body })).status).toBe(413);
  const headers = { 'x-padding': 'a'.repeat(20_000) };
  expect((await farm.ask('/adfs/ls/', { headers })).status).toBe(431);
});

test('whatever is posted, there is an answer and no stack trace', async () => {
  await using farm = await startTestFarm();
  const name = fc.constantFrom(
    'wa',
    'wtrealm',
    'SAMLRequest',
    'UserName',
    'Password',
    'VerificationCode',
    'x',
  );
  const form = fc.dictionary(name, fc.string({ maxLength: 40 }), { maxKeys: 4 });
  await fc.assert(
    fc.asyncProperty(form, fc.boolean(), async (fields, inside) => {
      const { status, text } = await farm.ask('/adfs/ls/', { form: fields, inside });
      expect([200, 302, 400]).toContain(status);
      expect(text).not.toMatch(/\.ts:|node_modules|at async/);
    }),
    { numRuns: 60, seed: 5 },
  );
});

test('escaped text has no character that markup is made of', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(escapeMarkup(text)).not.toMatch(/[<>"'\0]/);
    }),
  );
});
