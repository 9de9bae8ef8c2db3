import type { Page } from 'playwright-core';

/** Goes through the sign-in page as a person does: the name, then the password. */
export async function signIn(page: Page, upn: string, password: string): Promise<void> {
  await page.getByLabel('Email, phone, or Skype').fill(upn);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** The page after the password. */
export async function staySignedIn(page: Page, stay: boolean): Promise<void> {
  await page.getByRole('button', { name: stay ? 'Yes' : 'No' }).click();
}
