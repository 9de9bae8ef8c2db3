import type { Page } from 'playwright-core';
import { signIn, staySignedIn } from '../sign-in.ts';

export const ADMIN_CENTER = 'https://entra.microsoft.com';

/** Signs somebody in to the admin center, and waits until it is there or has refused. */
export async function enter(page: Page, upn: string, password: string, hash = ''): Promise<void> {
  await page.goto(`${ADMIN_CENTER}/${hash}`);
  await signIn(page, upn, password);
  await staySignedIn(page, false);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('.loading').waitFor({ state: 'detached' });
}

/** Opens a page of the admin center by its name in the list. */
export async function open(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.locator('.loading').waitFor({ state: 'detached' });
}

/** Finds a user by name and opens what there is to know of it. */
export async function openUser(page: Page, upn: string): Promise<void> {
  await open(page, 'Users');
  await page.getByLabel('User principal name begins with').fill(upn);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('row').filter({ hasText: upn }).getByRole('link').click();
  await page.locator('.facts').first().waitFor();
}

/** What a list of facts says beside a name. */
export async function fact(page: Page, name: string): Promise<string> {
  const row = page.locator('.facts > div').filter({ has: page.getByText(name, { exact: true }) });
  return (await row.locator('dd').innerText()).trim();
}

/** Cells of a table's rows, line by line. */
export async function rows(page: Page): Promise<string[][]> {
  const found = await page.getByRole('row').all();
  const texts = await Promise.all(found.map((row) => row.getByRole('cell').allInnerTexts()));
  return texts.filter((cells) => cells.length > 0).map((cells) => cells.map((cell) => cell.trim()));
}
