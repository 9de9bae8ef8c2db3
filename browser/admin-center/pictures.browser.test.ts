import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLab } from '../../lab/index.ts';
import type { Lab } from '../../lab/lab.ts';
import { openChromium } from '../chromium.ts';
import { ADMIN, ESTATE } from '../estate.ts';
import { visit } from '../visitor.ts';
import { enter, open } from './admin-center.ts';

/** Into the documentation when told so; a run that only tests changes no file that is kept. */
const FOLDER = fileURLToPath(
  new URL(
    process.env['PTALAB_PICTURES'] === 'docs' ? '../../docs/images' : '../../reports/images',
    import.meta.url,
  ),
);

let lab: Lab;
let browser: Browser;

beforeAll(async () => {
  lab = await startLab({
    lab: ESTATE,
    clock: { mode: 'flowing', epoch: '2026-01-05T08:00:00Z' },
    seed: 'pictures',
  });
  browser = await openChromium(lab);
  mkdirSync(FOLDER, { recursive: true });
  const { password = '' } = (await lab.forest?.passwordOf({ user: 'ada' })) ?? {};
  for (const typed of [password, 'certainly wrong', password, 'wrong again'])
    await lab.clock.until(lab.devices.oauth.signIn({ upn: 'ada@contoso.com', password: typed }), 'a sign-in');
});
afterAll(async () => {
  await browser.close();
  await lab.stop();
});

test('pictures of the admin center', async () => {
  await using visitor = await visit(browser, { width: 1_100, height: 760 });
  const { page } = visitor;
  await enter(page, ADMIN, (await lab.cloud.passwordOf({ upn: ADMIN })).password);
  const take = async (name: string): Promise<void> => {
    const path = join(FOLDER, `admin-center-${name}.png`);
    await page.screenshot({ path });
    expect(statSync(path).size).toBeGreaterThan(10_000);
  };
  await open(page, 'Pass-through authentication');
  await take('agents');
  await open(page, 'Sign-in logs');
  await page.getByRole('row').filter({ hasText: '50126' }).first().getByRole('link').click();
  await page.getByText('Checked by the agent on').waitFor();
  await take('sign-in');
  await open(page, 'Password protection');
  await take('smart-lockout');
});
