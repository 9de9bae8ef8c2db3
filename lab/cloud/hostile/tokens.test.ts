import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { decodeJwt, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloudConfig } from '../config.ts';
import { emptyLab, type Caller, type EmptyLab } from '../empty-lab.fixture.ts';
import { startCloud, type StartedCloud } from '../start-cloud.ts';

const CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
const LOGIN = 'https://login.microsoftonline.com';
const GRAPH = 'https://graph.microsoft.com';
const ADMIN = 'admin@contoso.onmicrosoft.com';
const HOUR = 3_600;

interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token: string;
}

let empty: EmptyLab;
let cloud: StartedCloud;
let call: Caller;
/** The cloud's own signing key: what a forger would give most for. */
let key: KeyObject;
let kid: string;
let claims: JWTPayload;

beforeAll(async () => {
  empty = await emptyLab();
  const keys: typeof empty.context.keys = {
    signingKey: async (purpose) => {
      const made = await empty.context.keys.signingKey(purpose);
      key ??= made.privateKey;
      return made;
    },
  };
  const config = cloudConfig.parse({ moreTenants: [{ tenant: 'tailspin' }] });
  cloud = await empty.lab.until(startCloud(config, { ...empty.context, keys }), 'the cloud');
  call = await empty.caller(cloud.hosts);
  const published = (await call(`${LOGIN}/common/discovery/v2.0/keys`)).json;
  kid = (published as { keys: { kid: string }[] }).keys[0]?.kid ?? '';
  claims = decodeJwt((await tokensFor(`${GRAPH}/.default openid offline_access`)).access_token);
});

afterAll(async () => {
  await cloud.stop();
  await empty[Symbol.asyncDispose]();
});

async function tokensFor(scope: string): Promise<Tokens> {
  const { password } = await cloud.control.passwordOf({ upn: ADMIN });
  const form = { grant_type: 'password', client_id: CLI, username: ADMIN, password, scope };
  return (await call(`${LOGIN}/${cloud.tenantId}/oauth2/v2.0/token`, { form })).json as Tokens;
}

interface Changes extends JWTPayload {
  readonly header?: Record<string, unknown>;
  readonly by?: KeyObject | Uint8Array;
}

/** A token as the cloud makes them, but for these changes. */
function forged({ header = {}, by = key, ...changes }: Changes = {}): Promise<string> {
  const whole = { ...claims, ...changes };
  return new SignJWT(whole).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid, ...header }).sign(by);
}

async function judged(token: string): Promise<number> {
  const answer = await call(`${GRAPH}/v1.0/domains`, { headers: { authorization: `Bearer ${token}` } });
  const refused = { error: { code: 'InvalidAuthenticationToken', innerError: { date: expect.any(String) } } };
  if (answer.status !== 200) expect(answer.json).toMatchObject(refused);
  return answer.status;
}

const seconds = (): number => Math.floor(empty.lab.now() / 1_000);

test('a token as the cloud makes them is taken, so that the others fail for their one change', async () => {
  expect(await judged(await forged())).toBe(200);
});

test.each<[string, () => Changes]>([
  ['expired', () => ({ exp: seconds() - 1 })],
  ['not yet valid', () => ({ nbf: seconds() + HOUR })],
  ['for another resource', () => ({ aud: 'https://outlook.office365.com' })],
  ['for several resources, none of them this', () => ({ aud: ['https://outlook.office365.com', CLI] })],
  ['of another issuer', () => ({ iss: `https://sts.evil.example/${cloud.tenantId}/` })],
  ['of the issuer of another tenant', () => ({ iss: `https://sts.windows.net/${CLI}/` })],
  ['of a tenant that is not there', () => ({ tid: CLI, iss: `https://sts.windows.net/${CLI}/` })],
  ['under an unknown key id', () => ({ header: { kid: 'other' } })],
  ['under no key id', () => ({ header: { kid: undefined } })],
  ['signed by another key', () => ({ by: generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey })],
  ['of another algorithm of the same key', () => ({ header: { alg: 'PS256' } })],
  ['neither a user’s nor an application’s', () => ({ idtyp: 'device' })],
])('one that is %s is refused', async (_name, changes) => {
  expect(await judged(await forged(changes()))).toBe(401);
});

test('one without a signature is refused, and one whose secret is the public key', async () => {
  const unsecured = new UnsecuredJWT({ ...claims }).encode();
  expect(await judged(unsecured)).toBe(401);
  const [, payload = ''] = unsecured.split('.');
  const header = Buffer.from(JSON.stringify({ alg: 'none', kid })).toString('base64url');
  expect(await judged(`${header}.${payload}.`)).toBe(401);
  const [spki, pkcs1] = (['spki', 'pkcs1'] as const).map((type) =>
    Buffer.from(createPublicKey(key).export({ type, format: 'pem' })),
  );
  for (const secret of [spki, pkcs1])
    expect(await judged(await forged({ header: { alg: 'HS256' }, by: secret ?? Buffer.alloc(32) }))).toBe(
      401,
    );
});

test('an identity token, a refresh token and a token for another API are no access tokens for Graph', async () => {
  const { id_token, refresh_token } = await tokensFor('openid offline_access');
  const { access_token: exchanges } = await tokensFor('https://outlook.office365.com/.default');
  for (const token of [id_token, refresh_token, exchanges]) expect(await judged(token)).toBe(401);
});

test('another tenant’s administrator reaches that tenant alone', async () => {
  const { access_token } = await tokensFor(`${GRAPH}/.default`);
  const own = decodeJwt(access_token);
  expect(own['tid']).toBe(cloud.tenantId);
  const answer = await call(`${GRAPH}/v1.0/domains`, {
    headers: { authorization: `Bearer ${access_token}` },
  });
  expect(answer.text).not.toContain('tailspin');
});

test.each([
  '',
  'Bearer',
  'Bearer ',
  'Bearer a.b',
  'Bearer a.b.c',
  'Basic YTpi',
  'bearer ..',
  `Bearer ${'a'.repeat(15_000)}`,
])('the header %j is no token', async (authorization) => {
  const answer = await call(`${GRAPH}/v1.0/domains`, { headers: { authorization } });
  expect(answer).toMatchObject({ status: 401, json: { error: { code: 'InvalidAuthenticationToken' } } });
});

test('a token in the query or in a form is none', async () => {
  const token = await forged();
  expect((await call(`${GRAPH}/v1.0/domains?access_token=${token}`)).status).toBe(401);
});
