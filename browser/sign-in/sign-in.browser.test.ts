import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Lab } from '../../lab/lab.ts';
import { registerApp, type App } from '../app.ts';
import { openChromium } from '../chromium.ts';
import { raiseEstate } from '../estate.ts';
import { signIn, staySignedIn } from '../sign-in.ts';
import { visit } from '../visitor.ts';

const ADA = 'ada@contoso.com';
const FINN = 'finn@fabrikam.com';

let lab: Lab;
let browser: Browser;
let app: App;

beforeAll(async () => {
  lab = await raiseEstate();
  browser = await openChromium(lab);
  app = await registerApp(lab);
});
afterAll(async () => {
  await browser.close();
  await app[Symbol.asyncDispose]();
  await lab.stop();
});

async function passwordOf(user: string): Promise<string> {
  if (lab.forest === undefined) throw new Error('the lab has a forest');
  return (await lab.forest.passwordOf({ user })).password;
}

async function atAdfs(page: Page, password: string): Promise<void> {
  await page.waitForURL(/^https:\/\/sts\.fabrikam\.com\/adfs\/ls/);
  await page.getByLabel('User account').fill(FINN);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

describe('a managed user', () => {
  test('signs in through an agent, and comes back with a code and the state', async () => {
    await using visitor = await visit(browser);
    const { page, troubles } = visitor;
    await app.go(page, { nonce: 'n1' });
    await signIn(page, ADA, await passwordOf('ada'));
    await staySignedIn(page, false);
    const { answer } = await app.arrival();
    expect(answer.get('code')).toMatch(/^.{40,}$/);
    expect(answer.get('state')).toBe('of the app');
    expect(await lab.cloud.signIns({ upn: ADA, limit: 1 })).toMatchObject([
      { method: 'passThrough', errorCode: 0 },
    ]);
    expect(troubles).toEqual([]);
  });

  test('is not asked again while the session lasts, and is when the application wants it', async () => {
    await using visitor = await visit(browser);
    const { page } = visitor;
    await app.go(page);
    await signIn(page, ADA, await passwordOf('ada'));
    await staySignedIn(page, true);
    await app.arrival();
    await app.go(page);
    expect((await app.arrival()).answer.get('code')).not.toBeNull();
    await app.go(page, { prompt: 'login', login_hint: ADA });
    await page.getByLabel('Password').waitFor();
    await app.go(page, { prompt: 'none', login_hint: 'grace@contoso.com' });
    expect((await app.arrival()).answer.get('error')).toMatch(/_required$/);
  });

  test('brings the answer in a form, when the application wants that', async () => {
    await using visitor = await visit(browser);
    const { page, troubles } = visitor;
    await app.go(page, { response_mode: 'form_post', login_hint: ADA });
    await page.getByLabel('Password').fill(await passwordOf('ada'));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await staySignedIn(page, false);
    const { method, answer } = await app.arrival();
    expect([method, answer.get('state')]).toEqual(['POST', 'of the app']);
    expect(answer.get('code')).not.toBeNull();
    expect(troubles).toEqual([]);
  });

  test('is told what is wrong, and stays on the page', async () => {
    await using visitor = await visit(browser);
    const { page } = visitor;
    await app.go(page);
    await page.getByLabel('Email, phone, or Skype').fill('nobody.at.all@contoso.com');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('This username may be incorrect').waitFor();
    await signIn(page, ADA, 'certainly wrong');
    await page.getByText('Your account or password is incorrect').waitFor();
    expect(await page.getByLabel('Password').getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('Password').inputValue()).toBe('');
  });

  test('who is locked out is told so, with the right password too', async () => {
    await lab.cloud.setSmartLockout({ threshold: 2 });
    await using visitor = await visit(browser);
    const { page } = visitor;
    await app.go(page, { login_hint: ADA });
    for (const password of ['wrong one', 'wrong two', await passwordOf('ada')]) {
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('alert').waitFor();
    }
    await page.getByText('Your account is temporarily locked').waitFor();
    await lab.cloud.resetLockout({ upn: ADA });
    await lab.cloud.setSmartLockout({ threshold: 10 });
  });
});

describe('a federated user', () => {
  test('is led to AD FS and back', async () => {
    await using visitor = await visit(browser);
    const { page, troubles } = visitor;
    await app.go(page);
    await page.getByLabel('Email, phone, or Skype').fill(FINN);
    await page.getByRole('button', { name: 'Next' }).click();
    await atAdfs(page, 'certainly wrong');
    await page.getByText('Incorrect user ID or password').waitFor();
    await atAdfs(page, await passwordOf('finn'));
    await staySignedIn(page, false);
    expect((await app.arrival()).answer.get('code')).not.toBeNull();
    expect(await lab.cloud.signIns({ upn: FINN, limit: 1 })).toMatchObject([{ method: 'federated' }]);
    expect(troubles).toEqual([]);
  });

  test('a domain hint leads there at once', async () => {
    await using visitor = await visit(browser);
    const { page } = visitor;
    await app.go(page, { domain_hint: 'fabrikam.com' });
    await page.waitForURL(/^https:\/\/sts\.fabrikam\.com\/adfs\/ls/);
  });
});

describe.each([
  ['at a desk', {}],
  ['on a phone', { width: 390, height: 844 }],
] as const)('%s', (_, options) => {
  test('axe has nothing to complain of on the way', async () => {
    await using visitor = await visit(browser, options);
    const { page } = visitor;
    const look = async (where: string): Promise<void> => {
      expect(await visitor.complaints(), where).toEqual([]);
      const excess = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(excess, where).toBe(0);
    };
    await app.go(page);
    await look('the name');
    await page.getByLabel('Email, phone, or Skype').fill(ADA);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByLabel('Password').waitFor();
    await look('the password');
    await page.getByLabel('Password').fill('certainly wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    await look('a wrong password');
    await page.getByLabel('Password').fill(await passwordOf('ada'));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Stay signed in?' }).waitFor();
    await look('stay signed in');
    await page.goto('https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize?client_id=nobody');
    await look('an error');
    await app.go(page, { domain_hint: 'fabrikam.com', prompt: 'login' });
    await page.getByLabel('User account').waitFor();
    await look('AD FS');
    await page.goto('https://login.microsoftonline.com/common/oauth2/deviceauth');
    await look('a device code');
    expect(visitor.troubles).toEqual([]);
  });
});
