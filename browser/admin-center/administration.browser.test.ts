import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Lab } from '../../lab/lab.ts';
import { openChromium } from '../chromium.ts';
import { ADMIN, CARLA, NOBODY, raiseEstate } from '../estate.ts';
import { visit, type Visitor } from '../visitor.ts';
import { ADMIN_CENTER, enter, fact, open, openUser, rows } from './admin-center.ts';

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

async function entered(upn: string, hash = ''): Promise<Visitor> {
  const visitor = await visit(browser);
  await enter(visitor.page, upn, (await lab.cloud.passwordOf({ upn })).password, hash);
  return visitor;
}

async function signInFrom(upn: string, password: string): Promise<void> {
  await lab.clock.until(lab.devices.oauth.signIn({ upn, password }), 'a sign-in');
}

test('Entra Connect says how users are synchronized and sign in', async () => {
  await using visitor = await entered(ADMIN);
  const { page, troubles, hosts } = visitor;
  await page.getByText('Sync status').waitFor();
  expect(await fact(page, 'Sync status')).toContain('Enabled');
  expect(await fact(page, 'Password hash sync')).toContain('Disabled');
  expect(await fact(page, 'Federation')).toContain('1 domain');
  expect(await fact(page, 'Pass-through authentication')).toMatch(/Enabled.*2 agents/s);
  expect(troubles).toEqual([]);
  expect([...hosts].sort()).toEqual([
    'entra.microsoft.com',
    'graph.microsoft.com',
    'login.microsoftonline.com',
  ]);
});

test('the pane lists agents with host, IP and status, and warns of fewer than three and of Tier 0', async () => {
  await using visitor = await entered(ADMIN);
  const { page } = visitor;
  await open(page, 'Pass-through authentication');
  const agents = await rows(page);
  expect(agents.map(([host]) => host).sort()).toEqual(['AGENT1', 'AGENT2']);
  for (const [, ip, status] of agents) {
    expect(ip).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    expect(status).toContain('Active');
  }
  await page.getByText('Only 2 agents are active').waitFor();
  await page.getByText('Tier 0').waitFor();
});

test('the agent is downloaded after its terms are accepted, and not before', async () => {
  await using visitor = await entered(ADMIN, '#/pass-through');
  const { page } = visitor;
  await page.getByRole('button', { name: 'Download the agent' }).click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByRole('button', { name: 'Accept terms & download' }).isDisabled()).toBe(true);
  await dialog.getByLabel('I accept the terms').check();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('link', { name: 'Accept terms & download' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('agent-contract.md');
  await dialog.waitFor({ state: 'detached' });
});

test('Smart Lockout’s values are changed, checked first, and hold in the cloud', async () => {
  await using visitor = await entered(ADMIN);
  const { page } = visitor;
  await open(page, 'Password protection');
  await page.getByLabel('Lockout threshold').fill('51');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Enter a whole number of failed sign-ins from 1 to 50.').waitFor();
  await page.getByLabel('Lockout threshold').fill('2');
  await page.getByLabel('Lockout duration in seconds').fill('90');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Smart Lockout has the new values.').waitFor();
  for (const password of ['wrong one', 'wrong two']) await signInFrom('ada@contoso.com', password);
  expect((await lab.cloud.lockout({ upn: 'ada@contoso.com' })).lockedUntil).not.toBeNull();
  await lab.cloud.resetLockout({ upn: 'ada@contoso.com' });
});

test('a domain is converted once that is confirmed', async () => {
  await using visitor = await entered(ADMIN);
  const { page } = visitor;
  await open(page, 'Domains');
  await page.getByRole('link', { name: 'fabrikam.com' }).click();
  await page.getByRole('heading', { name: 'Federation' }).waitFor();
  expect(await fact(page, 'Passive sign-in')).toMatch(/^https:\/\/sts\.fabrikam\.com\/adfs\/ls/);
  await page.getByRole('button', { name: 'Convert to managed …' }).click();
  await page.getByRole('dialog').getByText('at least 12 hours').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await authentication('fabrikam.com')).toBe('federated');
  await page.getByRole('button', { name: 'Convert to managed …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Convert' }).click();
  await page.getByText('fabrikam.com is managed now.').waitFor();
  expect(await authentication('fabrikam.com')).toBe('managed');
  await lab.cloud.setDomain({ name: 'fabrikam.com', authentication: 'federated' });
});

async function authentication(domain: string): Promise<string | undefined> {
  return (await lab.cloud.domains({})).find(({ name }) => name === domain)?.authentication;
}

test('one sign-in names its method, its agent and why it failed', async () => {
  await signInFrom('ada@contoso.com', 'certainly wrong');
  await using visitor = await entered(ADMIN);
  const { page } = visitor;
  await open(page, 'Sign-in logs');
  await page.getByLabel('User').fill('ada@');
  await page.getByLabel('Error code').fill('AADSTS50126');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByRole('row').filter({ hasText: '50126' }).first().getByRole('link').click();
  await page.getByRole('heading', { name: 'One sign-in' }).waitFor();
  await page.getByText('Basic info').waitFor();
  expect(await fact(page, 'User')).toBe('ada@contoso.com');
  expect(await fact(page, 'Error code')).toBe('50126');
  const [step = []] = await rows(page);
  expect(step.join(' ')).toMatch(/Pass-through Authentication; PTA AgentId: [0-9a-f-]{36}/);
  expect(await page.getByText('Checked by the agent on').innerText()).toMatch(/AGENT[12]\.$/);
});

test('a password is reset and the temporary one is shown once', async () => {
  await using visitor = await entered(ADMIN);
  const { page } = visitor;
  await openUser(page, CARLA);
  await page.getByRole('button', { name: 'Reset password …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reset' }).click();
  await page.getByText('The temporary password is').waitFor();
  expect((await lab.cloud.user({ upn: CARLA })).mustChangePassword).toBe(true);
});

test('sessions are revoked', async () => {
  const before = (await lab.cloud.user({ upn: CARLA })).tokensValidFrom;
  await using visitor = await entered(ADMIN);
  const { page } = visitor;
  await openUser(page, CARLA);
  await page.getByRole('button', { name: 'Revoke sessions …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('The user has to sign in again everywhere.').waitFor();
  expect((await lab.cloud.user({ upn: CARLA })).tokensValidFrom).toBeGreaterThan(before);
});

test('somebody without a role is refused, and may come as somebody else', async () => {
  await using visitor = await entered(NOBODY);
  const { page } = visitor;
  await page.getByRole('heading', { name: 'You have no access' }).waitFor();
  expect(await page.getByRole('navigation').count()).toBe(0);
  await page.getByRole('button', { name: 'Sign in as somebody else' }).click();
  await page.getByRole('heading', { name: 'Pick an account' }).waitFor();
});

test('tokens are in no storage, and signing out ends the session', async () => {
  await using visitor = await entered(ADMIN);
  const { page } = visitor;
  const stored = await page.evaluate(
    'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])',
  );
  expect(stored).toBe('[{},{},""]');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Signed out' }).waitFor();
  expect(page.url()).toBe(`${ADMIN_CENTER}/signin`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/login\.microsoftonline\.com/);
});
