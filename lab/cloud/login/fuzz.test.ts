import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appConfig } from '../apps/config.ts';
import { platformOf } from '../apps/redirect-uris.ts';
import { appFrom } from '../apps/register.ts';
import { readSamlResponse, readWresult } from './federation/provider-answer.ts';
import { LOGIN, startTestLogin, type TestLogin } from './login.fixture.ts';
import { ProtocolRefused } from './refusal.ts';
import { readScope } from './token/scope.ts';
import { Parameters } from './web/parameters.ts';

let it: TestLogin;

beforeAll(async () => {
  it = await startTestLogin();
});

afterAll(() => it[Symbol.asyncDispose]());

const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    '__proto__',
    'constructor',
    '%00',
    '../..',
    '"><script>',
    'openid',
    'code',
    'common',
    '\ud800',
  ),
);

function refusedOr<T>(read: () => T): T | ProtocolRefused {
  try {
    return read();
  } catch (error) {
    if (error instanceof ProtocolRefused) return error;
    throw error;
  }
}

test('whatever comes as a scope is read or refused', () => {
  const piece = fc.oneof(
    odd,
    fc.constantFrom('openid', '/.default', 'https://graph.microsoft.com/', 'api://', 'User.Read', ' '),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const read = refusedOr(() => readScope(pieces.join(''), it.context));
      expect(read instanceof ProtocolRefused || read.resource.appId.length === 36).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test('whatever parameters come, none is told apart by who reads it', () => {
  const pair = fc.tuple(fc.constantFrom('client_id', 'scope', 'state', 'other', '__proto__'), odd);
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 10 }), (pairs) => {
      const read = refusedOr(() => new Parameters(new URLSearchParams(pairs)));
      const ids = pairs.filter(([name]) => name === 'client_id');
      expect(read instanceof ProtocolRefused).toBe(
        ids.length > 1 || twice(pairs, 'scope') || twice(pairs, 'state'),
      );
    }),
    { numRuns: 400 },
  );
});

function twice(pairs: readonly (readonly [string, string])[], name: string): boolean {
  return pairs.filter(([one]) => one === name).length > 1;
}

test('no redirect URI but a registered one is an application’s', () => {
  const registered = ['https://app.example/back', 'http://localhost/cb', 'msal1://auth'];
  const app = appFrom(appConfig.parse({ name: 'A', redirectUris: { web: registered } }), 't', 's');
  const mutated = fc
    .tuple(fc.constantFrom(...registered), fc.nat(40), fc.nat(5), fc.string({ maxLength: 6 }))
    .map(([uri, at, length, text]) => uri.slice(0, at) + text + uri.slice(at + length));
  fc.assert(
    fc.property(fc.oneof(mutated, odd, fc.webUrl()), (uri) => {
      const isLocal = /^http:\/\/localhost(:\d+)?\/cb$/.test(uri);
      expect(platformOf(app, uri) !== undefined).toBe(
        registered.includes(uri) || (isLocal && URL.canParse(uri)),
      );
    }),
    { numRuns: 600 },
  );
});

test('whatever a provider’s page posts is one assertion or none', () => {
  const piece = fc.oneof(
    odd,
    fc.constantFrom(
      '<t:RequestedSecurityToken xmlns:t="urn:t">',
      '</t:RequestedSecurityToken>',
      '<saml:Assertion',
      '/>',
      '&',
      '<',
    ),
    fc.constantFrom(
      ' xmlns:saml="urn:oasis:names:tc:SAML:1.0:assertion"',
      '<p:Response xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol">',
      '</p:Response>',
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
      const text = pieces.join('');
      for (const { assertion } of [
        readWresult(text),
        readSamlResponse(text),
        readSamlResponse(Buffer.from(text).toString('base64')),
      ])
        expect(assertion === '' || assertion.includes('Assertion')).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('nothing sealed can be opened that was altered, or for another purpose', () => {
  const { sealer } = it.context.mint;
  const sealed = sealer.seal('one', { a: 1 });
  expect(sealer.open('one', sealed)).toEqual({ a: 1 });
  expect(sealer.open('other', sealed)).toBeUndefined();
  const altered = fc
    .tuple(fc.nat(sealed.length - 1), fc.nat(3), fc.string({ maxLength: 4 }))
    .map(([at, length, text]) => sealed.slice(0, at) + text + sealed.slice(at + length));
  fc.assert(
    fc.property(fc.oneof(altered, odd), (text) => {
      expect(sealer.open('one', text)).toEqual(text === sealed ? { a: 1 } : undefined);
    }),
    { numRuns: 400 },
  );
});

const ENDPOINTS = [
  '/common/oauth2/v2.0/token',
  '/common/oauth2/token',
  '/common/oauth2/v2.0/authorize',
  '/common/oauth2/v2.0/devicecode',
  '/common/oauth2/v2.0/logout',
  '/common/GetCredentialType',
  '/common/oauth2/deviceauth',
  '/common/login',
  '/common/kmsi',
  '/common/selectaccount',
  '/common/SAS/ProcessAuth',
  '/common/updatepassword',
  '/common/deviceconfirm',
  '/login.srf',
];
const NAMES = [
  ...[
    'client_id',
    'grant_type',
    'username',
    'password',
    'scope',
    'code',
    'refresh_token',
    'assertion',
    'device_code',
  ],
  ...[
    'response_type',
    'redirect_uri',
    'ctx',
    'canary',
    'wresult',
    'wctx',
    'SAMLResponse',
    'login',
    'otc',
    'claims',
  ],
];

test('whatever is posted anywhere, the answer is the service’s own and no stack', async () => {
  const value = fc.oneof(
    odd,
    fc.constantFrom(
      '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
      'password',
      'refresh_token',
      'code',
      'authorization_code',
    ),
  );
  const form = fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 6 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...ENDPOINTS), form, async (path, fields) => {
      const { status, text, headers } = await it.call(`${LOGIN}${path}`, { form: fields });
      expect(status).toBeLessThan(500);
      expect(text).not.toMatch(/\bat .*\.ts:\d+/);
      const isPage = String(headers['content-type']).includes('html');
      if (isPage) expect(text).not.toMatch(/<script>(?!document\.forms)/);
    }),
    { numRuns: 150 },
  );
}, 60_000);
