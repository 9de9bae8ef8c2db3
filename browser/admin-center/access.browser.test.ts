import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Lab } from '../../lab/lab.ts';
import { openChromium } from '../chromium.ts';
import { ADMIN, raiseEstate } from '../estate.ts';
import { visit, type Visitor, type VisitOptions } from '../visitor.ts';
import { enter, open } from './admin-center.ts';
import { PAGES } from './pages.ts';

/** Everything that the pages may ask anything of. */
const HOSTS = ['entra.microsoft.com', 'graph.microsoft.com', 'login.microsoftonline.com'];

let lab: Lab;
let browser: Browser;

beforeAll(async () => {
  lab = await raiseEstate();
  browser = await openChromium(lab);
  for (const password of ['certainly wrong', 'wrong again'])
    await lab.clock.until(lab.devices.oauth.signIn({ upn: 'ada@contoso.com', password }), 'a sign-in');
});
afterAll(async () => {
  await browser.close();
  await lab.stop();
});

async function entered(options: VisitOptions): Promise<Visitor> {
  const visitor = await visit(browser, options);
  await enter(visitor.page, ADMIN, (await lab.cloud.passwordOf({ upn: ADMIN })).password);
  return visitor;
}

/** A page behind the list: details of the first row. */
async function openFirst(page: Page, name: string): Promise<void> {
  await open(page, name);
  await page.getByRole('row').getByRole('link').first().click();
  await page.locator('.facts').first().waitFor();
}

describe.each([
  ['in the light', { colorScheme: 'light' }],
  ['in the dark', { colorScheme: 'dark' }],
  ['on a phone', { width: 390, height: 844 }],
] as const)('%s', (_, options) => {
  test('axe has nothing to complain of on any page, and no page is wider than the window', async () => {
    await using visitor = await entered(options);
    const { page } = visitor;
    const look = async (name: string): Promise<void> => {
      expect(await visitor.complaints(), name).toEqual([]);
      const excess = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(excess, `${name} is wider than its window by`).toBe(0);
    };
    for (const name of PAGES) {
      await open(page, name);
      await look(name);
    }
    for (const name of ['Domains', 'Sign-in logs', 'Users']) {
      await openFirst(page, name);
      await look(`${name}, one of them`);
    }
    await open(page, 'Pass-through authentication');
    await page.getByRole('button', { name: 'Download the agent' }).click();
    await look('the download');
    expect(visitor.troubles).toEqual([]);
    expect([...visitor.hosts].sort()).toEqual(HOSTS);
  });
});

describe('with the keyboard alone', () => {
  /** Text of what has the focus, and whether the eye can see that it has. */
  const focused = (page: Page): Promise<{ text: string; visible: boolean }> =>
    page.evaluate(`(() => {
      const at = document.activeElement;
      // Between the last and the first the focus is the browser's own.
      if (at === document.body) return { text: '', visible: false };
      const { outlineStyle, outlineWidth } = getComputedStyle(at);
      const label = at.labels?.[0]?.textContent ?? at.textContent ?? '';
      return { text: label.trim(), visible: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 };
    })()`);

  async function tabTo(page: Page, text: string): Promise<void> {
    const met: string[] = [];
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press('Tab');
      const now = await focused(page);
      if (now.text !== '') expect(now.visible, `the focus on “${now.text}” can be seen`).toBe(true);
      met.push(now.text);
      if (now.text === text) return;
    }
    throw new Error(`Tab never came to “${text}”, but to ${met.join(', ')}`);
  }

  test('the list, a form, a dialog and back', async () => {
    await using visitor = await entered({});
    const { page } = visitor;
    await tabTo(page, 'Skip to the content');
    for (const name of PAGES) await tabTo(page, name);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    // The page takes the focus when it opens: whoever tabs before its form is there starts again.
    await page.getByLabel('Lockout threshold').waitFor();
    await tabTo(page, 'Lockout threshold');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('7');
    await page.keyboard.press('Enter');
    await page.getByText('Smart Lockout has the new values.').waitFor();
    await open(page, 'Pass-through authentication');
    await tabTo(page, 'Download the agent');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, 'I accept the terms');
    await page.keyboard.press('Space');
    await tabTo(page, 'Accept terms & download');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await focused(page)).text).toBe('Download the agent');
  });

  test('the link at the top leads past the list', async () => {
    await using visitor = await entered({});
    const { page } = visitor;
    await tabTo(page, 'Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
  });
});
