import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminTokens } from '../login/admin-tokens.ts';
import { CLI, LOGIN, startTestLogin, type TestLogin } from '../login/login.fixture.ts';
import { CLOUD_NAMES } from '../login/names.ts';

const REDIRECT = 'http://localhost';
const LEAK = /\bat .+\.ts|node_modules|FST_|TypeError|RangeError/;

let it: TestLogin;

beforeAll(async () => {
  it = await startTestLogin();
});

afterAll(() => it[Symbol.asyncDispose]());

const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    '__proto__',
    'constructor',
    '%00',
    '%',
    '%zz',
    '\ud800',
    '"><script>',
    '\r\nx: y',
    '[]',
    '{}',
  ),
);
/** What an HTTP library lets stand in a header. */
const printable = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
  maxLength: 80,
});

test('whatever the authorize endpoint is asked, the answer goes to the application or to nobody', async () => {
  const values = fc.record(
    {
      client_id: fc.oneof(fc.constant(CLI), odd),
      redirect_uri: fc.oneof(fc.constant(REDIRECT), fc.constant('https://evil.example/'), odd),
      response_type: fc.oneof(fc.constantFrom('code', 'id_token', 'code id_token', 'none'), odd),
      response_mode: fc.oneof(fc.constantFrom('query', 'fragment', 'form_post'), odd),
      scope: fc.oneof(fc.constant('openid'), odd),
      state: odd,
      prompt: fc.oneof(fc.constantFrom('none', 'login', 'select_account'), odd),
      login_hint: fc.oneof(fc.constant('ada@contoso.com'), odd),
      domain_hint: odd,
      max_age: odd,
      code_challenge: odd,
      code_challenge_method: odd,
      nonce: odd,
      claims: odd,
    },
    { requiredKeys: ['client_id'] },
  );
  await fc.assert(
    fc.asyncProperty(values, async (asked) => {
      const query = new URLSearchParams(asked as Record<string, string>).toString();
      const { status, headers, text } = await it.call(
        `${LOGIN}/organizations/oauth2/v2.0/authorize?${query}`,
      );
      expect([200, 302]).toContain(status);
      if (status === 302) expect(String(headers['location'])).toMatch(/^http:\/\/localhost\/?[?#]/);
      expect(text).not.toMatch(LEAK);
      expect(text).not.toMatch(/<script>(?!document\.forms)/);
    }),
    { numRuns: 150, seed: 3 },
  );
}, 60_000);

test('whatever bytes are a form, the answer is the service’s own', async () => {
  const piece = fc.oneof(
    odd,
    fc.constantFrom('grant_type=password', '&', '=', ';', 'client_id=', '+', '%C3%28', '[0]', 'a[b]=c'),
  );
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
      const call = { method: 'POST', body: pieces.join(''), headers } as const;
      const { status, json, text } = await it.call(`${LOGIN}/organizations/oauth2/v2.0/token`, call);
      expect([400, 401]).toContain(status);
      expect(json).toMatchObject({ error: expect.any(String), error_codes: [expect.any(Number)] });
      expect(text).not.toMatch(LEAK);
    }),
    { numRuns: 150, seed: 4 },
  );
}, 60_000);

test('whatever a client says that it is, by header or assertion, it is refused in the service’s words', async () => {
  const part = fc.oneof(
    odd,
    fc.constantFrom('{"alg":"none"}', '{"alg":"RS256","x5t":"a"}', '{"sub":1}', '{}', 'null'),
  );
  const jws = fc
    .array(part, { minLength: 1, maxLength: 4 })
    .map((parts) => parts.map((one) => Buffer.from(one).toString('base64url')).join('.'));
  await fc.assert(
    fc.asyncProperty(fc.oneof(jws, odd), printable, async (client_assertion, authorization) => {
      const form = {
        ...{
          grant_type: 'client_credentials',
          scope: 'https://graph.microsoft.com/.default',
          client_assertion,
        },
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      };
      const { status, text } = await it.token(form, 'contoso.com', {
        authorization: `Basic ${authorization}`,
      });
      expect([400, 401]).toContain(status);
      expect(text).not.toMatch(LEAK);
    }),
    { numRuns: 100, seed: 5 },
  );
}, 60_000);

test('whatever the headers say, a request is answered', async () => {
  const name = fc.constantFrom(
    'cookie',
    'host',
    'origin',
    'sec-fetch-site',
    'client-request-id',
    'accept',
    'x-forwarded-for',
  );
  const headers = fc.dictionary(
    name,
    printable.map((text) => text.trim()),
    { maxKeys: 4 },
  );
  await fc.assert(
    fc.asyncProperty(headers, async (given) => {
      const { status, text } = await it.call(`${LOGIN}/common/oauth2/deviceauth`, { headers: given });
      expect([200, 400]).toContain(status);
      expect(text).not.toMatch(LEAK);
    }),
    { numRuns: 150, seed: 6 },
  );
}, 60_000);

test('whatever is brought as an administrator’s token, it is none', async () => {
  const { clock, keys } = it.context.mint;
  const verifier = adminTokens(clock, keys, CLOUD_NAMES.public);
  const { kid } = await keys.signer();
  const part = fc.oneof(
    odd,
    fc.constantFrom(`{"alg":"RS256","kid":"${kid}"}`, `{"alg":"none","kid":"${kid}"}`, '{"crit":["a"]}'),
  );
  const token = fc
    .array(part, { maxLength: 4 })
    .map((parts) => parts.map((one) => Buffer.from(one).toString('base64url')).join('.'));
  await fc.assert(
    fc.asyncProperty(fc.oneof(token, odd), async (text) => {
      expect(await verifier.verify(text)).toBeUndefined();
    }),
    { numRuns: 300, seed: 7 },
  );
});
