import type { CloudUser } from '../../core/user.ts';
import type { Users } from '../../core/users.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accessPolicy } from '../../core/access/policy.ts';
import { ADA } from '../../core/desk.fixture.ts';
import type { Answer } from '../../empty-lab.fixture.ts';
import { textOn } from '../../../devices/page.ts';
import { CLI, LOGIN, startTestLogin, type TestLogin } from '../login.fixture.ts';
import { locationOf, TestBrowser } from '../test-browser.fixture.ts';

const ADMIN = 'admin@contoso.onmicrosoft.com';

let it: TestLogin;
let browser: TestBrowser;

beforeEach(async () => {
  it = await startTestLogin({ askToStaySignedIn: false });
  browser = new TestBrowser(it.call);
});

afterEach(() => it[Symbol.asyncDispose]());

function url(more: Record<string, string> = {}): string {
  const basics = { client_id: CLI, response_type: 'code', redirect_uri: 'http://localhost', scope: 'openid' };
  return `${LOGIN}/organizations/oauth2/v2.0/authorize?${new URLSearchParams({ ...basics, ...more }).toString()}`;
}

async function typed(login_hint: string, passwd: string): Promise<Answer> {
  return browser.submit(await browser.get(url({ login_hint })), { passwd });
}

describe('a second factor', () => {
  beforeEach(() => void it.bench.opened.tenant.access.put(accessPolicy.parse({ name: 'MFA for all' })));

  const codeOf = (upn: string) =>
    it.context.mfa.pending(it.bench.opened.tenant.users.get(upn).id, it.empty.lab.now()) ?? '';

  test('is asked for after the password, and stays with the session', async () => {
    const page = await typed(ADA, 'secret');
    expect(page.text).toContain('id="idTxtBx_SAOTCC_OTC"');
    const wrong = await browser.submit(page, { otc: 'nonsense' });
    expect(textOn(wrong.text, 'errorCode')).toBe('500121');
    expect(browser.cookies.has('ESTSAUTH')).toBe(false);
    const right = await browser.submit(wrong, { otc: codeOf(ADA) });
    expect(locationOf(right).searchParams.get('code')).toBeTruthy();
    expect(locationOf(await browser.get(url({ prompt: 'none' }))).searchParams.get('code')).toBeTruthy();
    expect(it.bench.desk.log.newest(3).map((entry) => entry.errorCode)).toEqual([0, 500121, 50074]);
  });

  test('a code is good once, and after five wrong ones for nothing', async () => {
    let page = await typed(ADA, 'secret');
    for (let time = 0; time < 4; time++) page = await browser.submit(page, { otc: 'x' });
    expect(textOn(page.text, 'errorCode')).toBe('500121');
    page = await browser.submit(page, { otc: 'x' });
    expect(page.text).toContain('id="i0118"');
    page = await browser.submit(page, { passwd: 'secret' });
    expect(page.text).toContain('id="idTxtBx_SAOTCC_OTC"');
  });

  test.each([
    ['reset', (users: Users, user: CloudUser, now: number) => users.put({ ...user, tokensValidFrom: now })],
    ['disabled', (users: Users, user: CloudUser) => users.put({ ...user, enabled: false })],
  ])('is of no use to whoever was %s after the password', async (_, change) => {
    const page = await typed(ADA, 'secret');
    const { users } = it.bench.opened.tenant;
    await it.empty.lab.advance(1_000);
    change(users, users.get(ADA), it.empty.lab.now());
    const answer = await browser.submit(page, { otc: codeOf(ADA) });
    expect(answer.headers).not.toHaveProperty('location');
    expect(answer.text).toMatch(/AADSTS(50173|50057)/);
  });

  test('reaches a client without a browser as interaction_required with the claims challenge', async () => {
    const answer = await it.token({ grant_type: 'password', username: ADA, password: 'secret' });
    expect(answer).toMatchObject({
      status: 400,
      json: { error: 'interaction_required', error_codes: [50076], suberror: 'basic_action' },
    });
    expect((answer.json as { claims: string }).claims).toContain('capolids');
  });

  test('is wanted of a session and of a refresh token that have none, once a policy wants it', async () => {
    const { access } = it.bench.opened.tenant;
    access.remove('MFA for all');
    const form = {
      grant_type: 'password',
      username: ADA,
      password: 'secret',
      scope: 'openid offline_access',
    };
    const { refresh_token } = (await it.token(form)).json as { refresh_token: string };
    await typed(ADA, 'secret');
    access.put(accessPolicy.parse({ name: 'MFA for all' }));
    const refreshed = await it.token({ grant_type: 'refresh_token', refresh_token });
    expect(refreshed.json).toMatchObject({ error: 'interaction_required', suberror: 'basic_action' });
    const silent = locationOf(await browser.get(url({ prompt: 'none' })));
    expect(silent.searchParams.get('error')).toBe('interaction_required');
    expect((await browser.get(url())).text).toContain('id="idTxtBx_SAOTCC_OTC"');
  });
});

test('a user whose password must be changed changes it on the way in, and what was granted before is dead', async () => {
  const { users } = it.bench.opened.tenant;
  const password = it.bench.opened.directory.passwordOf(ADMIN);
  const form = { grant_type: 'password', username: ADMIN, password, scope: 'openid offline_access' };
  const { refresh_token } = (await it.token(form)).json as { refresh_token: string };
  await it.empty.lab.advance(1_000);
  users.put({ ...users.get(ADMIN), mustChangePassword: true });
  const page = await typed(ADMIN, password);
  expect(page.text).toContain('Update your password');
  const fresh = 'Another-Passw0rd!';
  const unlike = await browser.submit(page, {
    currentPassword: password,
    newPassword: fresh,
    confirmNewPassword: 'x',
  });
  expect(textOn(unlike.text, 'changePasswordError')).toBe('The passwords you entered do not match.');
  const wrong = await browser.submit(page, {
    currentPassword: 'no',
    newPassword: fresh,
    confirmNewPassword: fresh,
  });
  expect(textOn(wrong.text, 'errorCode')).toBe('120000');
  const done = await browser.submit(page, {
    currentPassword: password,
    newPassword: fresh,
    confirmNewPassword: fresh,
  });
  expect(locationOf(done).searchParams.get('code')).toBeTruthy();
  expect((await it.token({ grant_type: 'refresh_token', refresh_token })).json).toMatchObject({
    error_codes: [50173],
  });
});

test('the page is labelled, tells what is wrong at once, and asks nobody else for anything', async () => {
  const page = await browser.get(url());
  expect(page.text).toMatch(/<label for="i0116">/);
  expect(page.text).toContain('<html lang="en">');
  expect(page.text).not.toMatch(/(src|href)="http/);
  const wrong = await browser.submit(page, { loginfmt: 'nobody@contoso.com' });
  expect(wrong.text).toMatch(/role="alert" aria-live="assertive" id="usernameError"/);
  expect(wrong.text).toMatch(/aria-invalid="true" aria-describedby="usernameError"/);
});
