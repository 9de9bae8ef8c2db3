import { expect, test } from 'vitest';
import { startTestFarm, USER, type TestFarm } from '../test-farm.fixture.ts';

const REALM = 'wa=wsignin1.0&wtrealm=urn%3Afederation%3AMicrosoftOnline';
const CREDENTIALS = { UserName: USER.upn, Password: USER.password };
const MINUTE = 60_000;

/** A browser that has signed in, and its cookie. */
async function signedIn(farm: TestFarm): Promise<string> {
  const { cookie, text } = await farm.ask(`/adfs/ls/?${REALM}`, { form: CREDENTIALS });
  expect(text).toContain('name="wresult"');
  return cookie ?? '';
}

test('a browser that has signed in gets its next token without a password, from any node', async () => {
  await using farm = await startTestFarm({ nodes: 2 });
  const cookie = await signedIn(farm);
  for (let n = 0; n < 2; n++) {
    const { text } = await farm.ask(`/adfs/ls/?${REALM}&wctx=again`, { cookie });
    expect([text.includes('name="wresult"'), text.includes('value="again"')]).toEqual([true, true]);
  }
  expect(farm.forest.checks).toBe(1);
});

test.each([
  ['wfresh=0', 0, true],
  ['prompt=login', 0, true],
  ['wfresh=10', 9, false],
  ['wfresh=10', 11, true],
  ['wfresh=ten', 0, false],
  ['', 7 * 60, false],
  ['', 8 * 60, true],
])('%s, %i minutes after the password: asks again %s', async (query, minutes, asks) => {
  await using farm = await startTestFarm();
  const cookie = await signedIn(farm);
  await farm.lab.advance(minutes * MINUTE);
  const { text } = await farm.ask(`/adfs/ls/?${REALM}&${query}`, { cookie });
  expect(text.includes('name="Password"')).toBe(asks);
});

test('the authentication instant of a session is that of its password', async () => {
  await using farm = await startTestFarm();
  const cookie = await signedIn(farm);
  await farm.lab.advance(30 * MINUTE);
  const { text } = await farm.ask(`/adfs/ls/?${REALM}`, { cookie });
  expect(text).toContain('AuthenticationInstant=&quot;2026-01-05T08:00:00.000Z&quot;');
  expect(text).toContain('IssueInstant=&quot;2026-01-05T08:30:00.000Z&quot;');
});

test('signing out ends the session, and leads only to the relying party', async () => {
  await using farm = await startTestFarm();
  for (const [query, status] of [
    ['wa=wsignout1.0', 200],
    ['wa=wsignoutcleanup1.0&wreply=https%3A%2F%2Flogin.microsoftonline.com%2F', 200],
    ['wa=wsignout1.0&wreply=https%3A%2F%2Flogin.microsoftonline.com%2Fcommon%2Flogout', 302],
    ['wa=wsignout1.0&wreply=https%3A%2F%2Fevil.example%2F', 200],
    ['wa=wsignout1.0&wreply=https%3A%2F%2Flogin.microsoftonline.com%40evil.example%2F', 200],
    ['wa=wsignout1.0&wreply=javascript%3Aalert(1)', 200],
  ] as const) {
    const cookie = await signedIn(farm);
    const out = await farm.ask(`/adfs/ls/?${query}`, { cookie });
    expect([query, out.status, out.cookie]).toEqual([query, status, 'MSISAuth=']);
    expect((await farm.ask(`/adfs/ls/?${REALM}`, { cookie })).text).toContain('name="Password"');
  }
  expect(await farm.federation.control.events({ id: 1206 })).toHaveLength(6);
});

test.each([
  ['https://login.microsoftonline.com/login.srf', 200],
  ['https://login.microsoftonline.com/login.srf?x=1', 400],
  ['https://login.microsoftonline.com.evil.example/login.srf', 400],
  ['//evil.example/', 400],
  ['javascript:alert(1)', 400],
])('a token for wreply %s: %i', async (wreply, status) => {
  await using farm = await startTestFarm();
  const url = `/adfs/ls/?${REALM}&wreply=${encodeURIComponent(wreply)}`;
  const answer = await farm.ask(url, { form: CREDENTIALS });
  expect([answer.status, answer.text.includes('wresult')]).toEqual([status, status === 200]);
});

test('a method that the farm does not know is refused', async () => {
  await using farm = await startTestFarm();
  const wauth = (method: string) => farm.ask(`/adfs/ls/?${REALM}&wauth=${encodeURIComponent(method)}`);
  const password = 'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password';
  expect((await wauth(password)).status).toBe(200);
  expect((await wauth('urn:smartcard')).status).toBe(400);
});

test('a relying party may post its request', async () => {
  await using farm = await startTestFarm();
  const cookie = await signedIn(farm);
  const form = { wa: 'wsignin1.0', wtrealm: 'urn:federation:MicrosoftOnline', wctx: 'posted' };
  const { text } = await farm.ask('/adfs/ls/', { form, cookie });
  expect([text.includes('name="wresult"'), text.includes('value="posted"')]).toEqual([true, true]);
});

test('the user may ask to be kept signed in where the farm offers it', async () => {
  await using farm = await startTestFarm({ sso: { keepMeSignedIn: true } });
  const answer = await farm.ask(`/adfs/ls/?${REALM}`, { form: { ...CREDENTIALS, Kmsi: 'true' } });
  expect(answer.headers['set-cookie']).toContain('Max-Age=86400');
  await farm.lab.advance(23 * 60 * MINUTE);
  expect((await farm.ask(`/adfs/ls/?${REALM}`, { cookie: answer.cookie })).text).toContain('wresult');
});
