import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Lab } from '../../lab/lab.ts';
import { openChromium } from '../chromium.ts';
import { ADMIN, ESTATE, raiseEstate } from '../estate.ts';
import { visit } from '../visitor.ts';
import { registerApp } from '../app.ts';
import { ADMIN_CENTER, enter, fact, open, rows } from './admin-center.ts';
import { registerAs } from './hostile-agent.ts';

const SCRIPT = '"><img src=x onerror=alert(1)><script>alert(2)</script>';
const HOSTILE_UPN = '<img/src=x/onerror=alert(4)>@contoso.com';
const MACHINE = '<img src=x onerror=alert(5)>';

let lab: Lab;
let browser: Browser;

beforeAll(async () => {
  lab = await raiseEstate({ ...ESTATE, agents: [{ host: 'AGENT1' }] });
  browser = await openChromium(lab);
  await lab.cloud.addUser({ upn: 'mallory@contoso.onmicrosoft.com', displayName: SCRIPT, roles: [] });
});
afterAll(async () => {
  await browser.close();
  await lab.stop();
});

async function password(): Promise<string> {
  return (await lab.cloud.passwordOf({ upn: ADMIN })).password;
}

test('names that are markup are shown, and run nothing', async () => {
  await using visitor = await visit(browser);
  const { page } = visitor;
  await enter(page, ADMIN, await password());
  await open(page, 'Users');
  await page.getByRole('link', { name: SCRIPT }).click();
  await page.getByText(SCRIPT).first().waitFor();
  await page.goto(`${ADMIN_CENTER}/#/${encodeURIComponent(SCRIPT)}`);
  await page.goto(`${ADMIN_CENTER}/#/domains/${encodeURIComponent(SCRIPT)}`);
  expect(visitor.troubles).toEqual([]);
});

test.each([
  ['an answer that nobody asked for', '/signin#code=stolen&state=guessed'],
  ['a refusal with markup', `/signin#error=access_denied&error_description=${encodeURIComponent(SCRIPT)}`],
])('%s is not taken (CSRF)', async (_, path) => {
  await using visitor = await visit(browser);
  const { page } = visitor;
  await page.goto(`${ADMIN_CENTER}${path}`);
  await page.getByText('This answer belongs to no sign-in of this window.').waitFor();
  expect(page.url()).toBe(`${ADMIN_CENTER}/signin`);
  expect(visitor.troubles).toEqual([]);
});

test('what agents and devices say of themselves is shown, and runs nothing', async () => {
  const given = { correlationId: SCRIPT, password: 'certainly wrong' };
  await lab.clock.until(lab.devices.oauth.signIn({ upn: HOSTILE_UPN, ...given }), 'a sign-in');
  await registerAs(lab, MACHINE);
  await using visitor = await visit(browser);
  const { page } = visitor;
  await enter(page, ADMIN, await password());
  await open(page, 'Pass-through authentication');
  expect((await rows(page)).map(([host]) => host)).toContain(MACHINE);
  await open(page, 'Sign-in logs');
  await page.getByRole('row').filter({ hasText: HOSTILE_UPN }).getByRole('link').click();
  await page.getByText('Basic info').waitFor();
  expect(await fact(page, 'User')).toBe(HOSTILE_UPN);
  expect(await fact(page, 'Correlation id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(visitor.troubles).toEqual([]);
});

test('its policy allows no script in a page', async () => {
  await using visitor = await visit(browser);
  const { page, troubles } = visitor;
  await enter(page, ADMIN, await password());
  const injected = await page.evaluate(`new Promise((resolve) => {
    addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
    const script = document.createElement('script');
    try { script.textContent = 'alert(3)'; document.body.append(script); } catch { resolve('refused'); }
  })`);
  expect(injected).toMatch(/^(script-src(-elem)?|require-trusted-types-for|refused)$/);
  expect(troubles.filter((one) => one.startsWith('a dialog'))).toEqual([]);
});

test('no other site may frame it', async () => {
  await using app = await registerApp(lab);
  await using visitor = await visit(browser);
  const { page } = visitor;
  await page.goto(app.site);
  await page.evaluate(`new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.onload = resolve;
    frame.src = '${ADMIN_CENTER}/';
    document.body.append(frame);
  })`);
  expect(visitor.hosts).toContain('entra.microsoft.com');
  expect(page.frames().map((frame) => frame.url())).toEqual([app.site, 'chrome-error://chromewebdata/']);
});
