import type { Browser } from 'playwright-core';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Lab } from '../../lab/lab.ts';
import { openChromium } from '../chromium.ts';
import { raiseEstate } from '../estate.ts';
import { signIn, staySignedIn } from '../sign-in.ts';
import { visit } from '../visitor.ts';

/** Azure CLI, which every tenant knows as a public client. */
const CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
const LOGIN = 'login.microsoftonline.com';

let lab: Lab;
let browser: Browser;
let device: Agent;

beforeAll(async () => {
  lab = await raiseEstate();
  browser = await openChromium(lab);
  device = new Agent({ connect: { ca: lab.trust, servername: LOGIN } });
});
afterAll(async () => {
  await browser.close();
  await device.close();
  await lab.stop();
});

async function post(path: string, form: Record<string, string>): Promise<Record<string, unknown>> {
  const address = lab.reach.names[`${LOGIN}:443`];
  if (address === undefined) throw new Error('the lab has a login host');
  const { body } = await request(
    `https://${address.host}:${address.port}/organizations/oauth2/v2.0/${path}`,
    {
      method: 'POST',
      dispatcher: device,
      headers: { host: LOGIN, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ client_id: CLI, ...form }).toString(),
    },
  );
  return (await body.json()) as Record<string, unknown>;
}

test('a device gets its tokens once its user has typed the code and signed in elsewhere', async () => {
  const { user_code, device_code, verification_uri } = await post('devicecode', { scope: 'openid' });
  const poll = (): Promise<Record<string, unknown>> =>
    post('token', {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: String(device_code),
    });
  expect(await poll()).toMatchObject({ error: 'authorization_pending' });
  await using visitor = await visit(browser);
  const { page, troubles } = visitor;
  await page.goto(String(verification_uri));
  await page.getByLabel('Code').fill('WRONGCODE');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText("That code didn't work").waitFor();
  await page.getByLabel('Code').fill(String(user_code));
  await page.getByRole('button', { name: 'Next' }).click();
  const password = (await lab.forest?.passwordOf({ user: 'ada' }))?.password ?? '';
  await signIn(page, 'ada@contoso.com', password);
  await staySignedIn(page, false);
  await page.getByRole('heading', { name: /Are you trying to sign in to/ }).waitFor();
  expect(await visitor.complaints()).toEqual([]);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.locator('#message').waitFor();
  expect(await poll()).toMatchObject({ token_type: 'Bearer', access_token: expect.any(String) });
  expect(troubles).toEqual([]);
});
