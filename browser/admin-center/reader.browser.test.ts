import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Lab } from '../../lab/lab.ts';
import { openChromium } from '../chromium.ts';
import { ADMIN, raiseEstate, READER } from '../estate.ts';
import { visit, type Visitor } from '../visitor.ts';
import { enter, open, openUser } from './admin-center.ts';
import { PAGES } from './pages.ts';

const REFUSAL = 'Your role does not allow this.';

let lab: Lab;
let browser: Browser;

beforeAll(async () => {
  lab = await raiseEstate();
  browser = await openChromium(lab);
});
afterAll(async () => {
  await browser.close();
  await lab.stop();
});

async function entered(upn: string): Promise<Visitor> {
  const visitor = await visit(browser);
  await enter(visitor.page, upn, (await lab.cloud.passwordOf({ upn })).password);
  return visitor;
}

async function confirm(page: Page, asking: string, doIt: string): Promise<void> {
  await page.getByRole('button', { name: asking }).click();
  await page.getByRole('dialog').getByRole('button', { name: doIt }).click();
  await page.getByText(REFUSAL).waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

test('a Global Reader sees every page', async () => {
  await using visitor = await entered(READER);
  const { page } = visitor;
  for (const name of PAGES) {
    await open(page, name);
    expect(await page.getByText(REFUSAL).count(), name).toBe(0);
  }
});

test('a Global Reader is told that it may change nothing, and changes nothing', async () => {
  await using visitor = await entered(READER);
  const { page } = visitor;
  await open(page, 'Password protection');
  const before = await page.getByLabel('Lockout threshold').inputValue();
  await page.getByLabel('Lockout threshold').fill('3');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText(REFUSAL).waitFor();
  await open(page, 'Domains');
  await open(page, 'Password protection');
  expect(await page.getByLabel('Lockout threshold').inputValue()).toBe(before);
  await open(page, 'Domains');
  await page.getByRole('link', { name: 'fabrikam.com' }).click();
  await confirm(page, 'Convert to managed …', 'Convert');
  const domains = await lab.cloud.domains({});
  expect(domains.find(({ name }) => name === 'fabrikam.com')?.authentication).toBe('federated');
});

test('an Authentication Administrator resets and revokes nothing of somebody with another role', async () => {
  const before = await lab.cloud.user({ upn: READER });
  await using visitor = await entered(ADMIN);
  const { page } = visitor;
  await openUser(page, READER);
  await confirm(page, 'Reset password …', 'Reset');
  await confirm(page, 'Revoke sessions …', 'Revoke');
  expect(await lab.cloud.user({ upn: READER })).toEqual(before);
});
