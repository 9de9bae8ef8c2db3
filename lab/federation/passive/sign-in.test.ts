import { request } from 'undici';
import { expect, test } from 'vitest';
import { startTestFarm, USER, type TestFarm } from '../test-farm.fixture.ts';

const QUERY = 'wa=wsignin1.0&wtrealm=urn%3Afederation%3AMicrosoftOnline&wctx=a%22%3E%3Cb';

async function page(farm: TestFarm, query: string, form?: Record<string, string>) {
  const { statusCode, body } = await request(`https://sts.fabrikam.com/adfs/ls/?${query}`, {
    dispatcher: farm.dispatcher,
    ...(form === undefined ? {} : { method: 'POST' as const, body: new URLSearchParams(form).toString() }),
  });
  return { status: statusCode, text: await body.text() };
}

test('the form asks for a password and keeps the request in its action, escaped', async () => {
  await using farm = await startTestFarm();
  const { status, text } = await page(farm, `${QUERY}&username=${encodeURIComponent('<i>"@x')}`);
  expect(status).toBe(200);
  expect(text).toContain('name="Password"');
  expect(text).toContain(`action="/adfs/ls/?${QUERY.replaceAll('&', '&amp;')}`);
  expect(text).toContain('value="&lt;i&gt;&quot;@x"');
});

test('a right password posts the token to the relying party with its context', async () => {
  await using farm = await startTestFarm();
  const { status, text } = await page(farm, QUERY, { UserName: USER.upn, Password: USER.password });
  expect(status).toBe(200);
  expect(text).toContain('action="https://login.microsoftonline.com/login.srf"');
  expect(text).toContain('name="wctx" value="a&quot;&gt;&lt;b"');
  expect(text).toMatch(/name="wresult" value="&lt;trust:RequestSecurityTokenResponse .*&lt;saml:Assertion /);
});

test('a wrong password brings the form back with the reason and no token', async () => {
  await using farm = await startTestFarm();
  const { status, text } = await page(farm, QUERY, { UserName: '<x>@fabrikam.com', Password: 'no' });
  expect([status, text.includes('wresult'), text.includes('<x>')]).toEqual([200, false, false]);
  expect(text).toContain('Incorrect user ID or password.');
  expect(farm.history.kind('trust.refused')[0]?.data).toMatchObject({
    endpoint: 'ls',
    reason: 'failedAuthentication',
  });
});

test.each(['wa=wsignin1.0&wtrealm=urn%3Aother', 'wa=other', ''])(
  '"%s" is no request for this farm',
  async (query) => {
    await using farm = await startTestFarm();
    expect((await page(farm, query)).status).toBe(400);
    expect((await page(farm, query, { UserName: USER.upn, Password: USER.password })).status).toBe(400);
  },
);
