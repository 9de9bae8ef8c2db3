import { afterEach, beforeEach, expect, test } from 'vitest';
import { ADA } from '../../core/desk.fixture.ts';
import { textOn } from '../../../devices/page.ts';
import { CLI, LOGIN, startTestLogin, type TestLogin } from '../login.fixture.ts';
import { locationOf, TestBrowser } from '../test-browser.fixture.ts';

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
const PAGE = `${LOGIN}/common/oauth2/deviceauth`;

let it: TestLogin;

beforeEach(async () => {
  it = await startTestLogin({ askToStaySignedIn: false, deviceCode: { slowDown: true } });
});

afterEach(() => it[Symbol.asyncDispose]());

interface Codes {
  readonly device_code: string;
  readonly user_code: string;
}

async function ask(): Promise<Codes> {
  const form = { client_id: CLI, scope: 'openid offline_access' };
  const answer = await it.call(`${LOGIN}/organizations/oauth2/v2.0/devicecode`, { form });
  expect(answer).toMatchObject({ status: 200, json: { interval: 5, expires_in: 900 } });
  return answer.json as Codes;
}

const poll = (code: Record<string, string>, grant_type = GRANT) =>
  it.call(`${LOGIN}/organizations/oauth2/v2.0/token`, { form: { grant_type, client_id: CLI, ...code } });

async function confirm(user_code: string, answer: string) {
  const browser = new TestBrowser(it.call);
  const name = await browser.submit(await browser.get(PAGE), { otc: user_code });
  const password = await browser.submit(name, { loginfmt: ADA });
  return browser.submit(await browser.submit(password, { passwd: 'secret' }), { confirm: answer });
}

test('a device polls until its user has confirmed, under both names of grant and code, without a scope', async () => {
  const { device_code, user_code } = await ask();
  expect(await poll({ device_code })).toMatchObject({
    status: 400,
    json: { error: 'authorization_pending', error_codes: [70016] },
  });
  expect(await poll({ device_code })).toMatchObject({ status: 400, json: { error: 'slow_down' } });
  await it.empty.lab.advance(5_000);
  expect((await poll({ device_code })).json).toMatchObject({ error: 'authorization_pending' });
  expect((await confirm(user_code, 'yes')).text).toContain('You have signed in to Microsoft Azure CLI');
  await it.empty.lab.advance(5_000);
  const done = await poll({ code: device_code, device_code }, 'device_code');
  expect(done).toMatchObject({
    status: 200,
    json: { id_token: expect.any(String), refresh_token: expect.any(String) },
  });
  expect((await poll({ code: device_code })).json).toMatchObject({ error_codes: [54005] });
});

test('a device hears no, and that its time is over', async () => {
  const first = await ask();
  await confirm(first.user_code, 'no');
  expect((await poll(first as never)).json).toMatchObject({ error: 'authorization_declined' });
  const { device_code, user_code } = await ask();
  await it.empty.lab.advance(900_000);
  expect((await poll({ device_code })).json).toMatchObject({ error: 'expired_token', error_codes: [70008] });
  const browser = new TestBrowser(it.call);
  const late = await browser.submit(await browser.get(PAGE), { otc: user_code });
  expect(textOn(late.text, 'errorCode')).toBe('70019');
  expect((await poll({ device_code: 'made-up' })).json).toMatchObject({ error: 'bad_verification_code' });
});

test('the page is found under its short names, and takes no code twice and no made-up one', async () => {
  const browser = new TestBrowser(it.call);
  for (const short of ['https://microsoft.com/devicelogin', `${LOGIN}/devicelogin`]) {
    const to = new URL(String((await browser.get(short)).headers['location']), short);
    expect(to.href).toBe(PAGE);
  }
  expect(locationOf(await browser.get('https://www.microsoft.com/devicelogin')).href).toBe(PAGE);
  const wrong = await browser.submit(await browser.get(PAGE), { otc: 'ABCDEFGHJ' });
  expect(wrong.text).toContain("That code didn't work");
  const { user_code } = await ask();
  await confirm(user_code, 'yes');
  const twice = await browser.submit(await browser.get(PAGE), { otc: user_code });
  expect(textOn(twice.text, 'errorCode')).toBe('90120');
});
