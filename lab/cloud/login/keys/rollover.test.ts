import { createRemoteJWKSet, customFetch, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ADA } from '../../core/desk.fixture.ts';
import { fetchThrough } from '../clients/network.fixture.ts';
import { LOGIN, startTestLogin, type TestLogin } from '../login.fixture.ts';
import { RolloverError } from './errors.ts';

let it: TestLogin;

beforeEach(async () => {
  it = await startTestLogin();
});

afterEach(() => it[Symbol.asyncDispose]());

const roll = (step: 'publish' | 'use' | 'retire') =>
  it.empty.lab.until(it.context.mint.keys.roll(step), step);

async function idToken(): Promise<string> {
  const { json } = await it.token({ grant_type: 'password', username: ADA, password: 'secret' });
  return (json as { id_token: string }).id_token;
}

const kidOf = (token: string): string => decodeProtectedHeader(token).kid ?? '';

/** A client that fetches the keys now and keeps them. */
async function client(): Promise<(token: string) => Promise<boolean>> {
  const url = new URL(`${LOGIN}/common/discovery/v2.0/keys`);
  const keys = createRemoteJWKSet(url, {
    [customFetch]: fetchThrough(it.call),
    cooldownDuration: 86_400_000,
  });
  await keys.reload();
  return (token) =>
    jwtVerify(token, keys, { currentDate: new Date(it.empty.lab.now()) }).then(
      () => true,
      () => false,
    );
}

test('a new key is in the JWKS before it signs, and the old one stays for what it signed', async () => {
  const before = await client();
  const old = await idToken();
  const { next } = await roll('publish');
  const informed = await client();
  expect(kidOf(await idToken())).toBe(kidOf(old));
  const { current, previous } = await roll('use');
  expect([current, previous]).toEqual([next, [kidOf(old)]]);
  const fresh = await idToken();
  expect(kidOf(fresh)).toBe(next);
  expect([await informed(old), await informed(fresh)]).toEqual([true, true]);
  // A client that has not looked since knows the old key alone.
  expect([await before(old), await before(fresh)]).toEqual([true, false]);
  const late = await client();
  expect([await late(old), await late(fresh)]).toEqual([true, true]);
  await roll('retire');
  const last = await client();
  expect([await last(old), await last(fresh)]).toEqual([false, true]);
});

test('sessions, codes and refresh tokens do not hang on the key that signs', async () => {
  const { json } = await it.token({ grant_type: 'password', username: ADA, password: 'secret' });
  const { refresh_token } = json as { refresh_token: string };
  for (const step of ['publish', 'use', 'retire'] as const) await roll(step);
  expect((await it.token({ grant_type: 'refresh_token', refresh_token })).status).toBe(200);
});

test('steps out of their order are refused', async () => {
  await expect(it.context.mint.keys.roll('use')).rejects.toThrow(RolloverError);
  await expect(it.context.mint.keys.roll('retire')).rejects.toThrow(RolloverError);
});
