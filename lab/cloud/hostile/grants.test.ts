import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ADA } from '../core/desk.fixture.ts';
import { CLI, LOGIN, startTestLogin, type TestLogin } from '../login/login.fixture.ts';
import { locationOf, TestBrowser } from '../login/test-browser.fixture.ts';

const VERIFIER = 'v'.repeat(64);
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');
const REDIRECT = 'http://localhost';
const OFFICE = 'd3590ed6-52b3-4102-aeff-aad2292ab01c';
const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

let it: TestLogin;

afterEach(() => it[Symbol.asyncDispose]());

async function code(more: Record<string, string> = {}): Promise<string> {
  const browser = new TestBrowser(it.call);
  const asked = { client_id: CLI, response_type: 'code', redirect_uri: REDIRECT, scope: 'offline_access' };
  const query = new URLSearchParams({ ...asked, login_hint: ADA, ...more });
  const page = await browser.get(`${LOGIN}/organizations/oauth2/v2.0/authorize?${query.toString()}`);
  return locationOf(await browser.submit(page, { passwd: 'secret' })).searchParams.get('code') ?? '';
}

function redeem(one: string, more: Record<string, string> = {}, authority = 'organizations') {
  return it.token(
    { grant_type: 'authorization_code', code: one, redirect_uri: REDIRECT, ...more },
    authority,
  );
}

const refresh = (refresh_token: string) => it.token({ grant_type: 'refresh_token', refresh_token });
const tokenIn = ({ json }: { readonly json: unknown }) => (json as { refresh_token: string }).refresh_token;
const refused = (number: number) => ({ status: 400, json: { error_codes: [number] } });

describe('an authorization code', () => {
  beforeEach(async () => {
    it = await startTestLogin({ askToStaySignedIn: false });
  });

  test('that comes a second time is refused, and ends what was granted for it and renewed since', async () => {
    const one = await code();
    const first = tokenIn(await redeem(one));
    const renewed = tokenIn(await refresh(first));
    const other = tokenIn(await redeem(await code()));
    expect(await redeem(one)).toMatchObject(refused(54005));
    for (const token of [first, renewed])
      expect(await refresh(token)).toMatchObject({
        status: 400,
        json: { error: 'invalid_grant', error_codes: [50173], suberror: 'bad_token' },
      });
    expect((await refresh(other)).status).toBe(200);
  });

  test.each<[string, Record<string, string>, string, number]>([
    ['for another client', { client_id: OFFICE }, 'organizations', 70000],
    ['at another tenant', {}, 'nowhere.example', 90002],
    ['for another redirect URI', { redirect_uri: 'http://localhost/other' }, 'organizations', 500112],
    ['without a verifier', {}, 'organizations', 501481],
    ['with another verifier', { code_verifier: 'w'.repeat(64) }, 'organizations', 501481],
    ['with the challenge as its verifier', { code_verifier: CHALLENGE }, 'organizations', 501481],
    ['with two verifiers', { code_verifier: '' }, 'organizations', 501481],
  ])('is no good %s', async (_name, more, authority, number) => {
    const one = await code({ code_challenge: CHALLENGE, code_challenge_method: 'S256' });
    const wrong = await redeem(one, more, authority);
    expect(wrong).toMatchObject(refused(number));
    expect(wrong.json).not.toHaveProperty('access_token');
  });

  test('is none of another kind: neither a refresh token nor a device code', async () => {
    const one = await code();
    const token = tokenIn(await redeem(await code()));
    expect(await refresh(one)).toMatchObject(refused(9002313));
    expect(await redeem(token)).toMatchObject(refused(9002313));
    expect(await it.token({ grant_type: GRANT, device_code: one })).toMatchObject(refused(70018));
  });
});

test('a replayed code ends nothing where the setting says so', async () => {
  it = await startTestLogin({ askToStaySignedIn: false, codeReplayRevokes: false });
  const one = await code();
  const token = tokenIn(await redeem(one));
  expect(await redeem(one)).toMatchObject(refused(54005));
  expect((await refresh(token)).status).toBe(200);
});

describe('a device code', () => {
  const PAGE = `${LOGIN}/common/oauth2/deviceauth`;
  const codes = async () => {
    const form = { client_id: CLI, scope: 'openid' };
    const { json } = await it.call(`${LOGIN}/organizations/oauth2/v2.0/devicecode`, { form });
    return json as { device_code: string; user_code: string };
  };
  const type = async (otc: string) => {
    const browser = new TestBrowser(it.call);
    return (await browser.submit(await browser.get(PAGE), { otc })).text;
  };

  test('is not found by guessing: after too many wrong ones from a place no code is looked up there', async () => {
    it = await startTestLogin({ deviceCode: { wrongCodes: 3, lifetime: '15m' } });
    const { user_code } = await codes();
    for (const guess of ['ABCDEFGHJ', 'ABCDEFGHK', 'ABCDEFGHL'])
      expect(await type(guess)).toContain("That code didn't work");
    expect(await type(user_code)).toContain("That code didn't work");
    await it.empty.lab.advance(15 * 60_000);
    expect(await type((await codes()).user_code)).toContain('id="i0116"');
  });

  test('tells a poller who is too fast to slow down, and a guesser nothing', async () => {
    it = await startTestLogin({ deviceCode: { slowDown: true } });
    const { device_code, user_code } = await codes();
    const poll = (device: string) => it.token({ grant_type: GRANT, device_code: device });
    expect((await poll(device_code)).json).toMatchObject({ error: 'authorization_pending' });
    expect(await poll(device_code)).toMatchObject({ status: 400, json: { error: 'slow_down' } });
    for (const guess of [user_code, `${device_code}x`, device_code.slice(1), '\0', device_code.toLowerCase()])
      expect(await poll(guess)).toMatchObject({ status: 400, json: { error: 'bad_verification_code' } });
    expect(await it.token({ grant_type: GRANT, device_code, client_id: OFFICE })).toMatchObject(
      refused(70018),
    );
  });
});
