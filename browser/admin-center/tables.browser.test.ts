import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Lab } from '../../lab/lab.ts';
import { openChromium } from '../chromium.ts';
import { ADMIN, raiseEstate } from '../estate.ts';
import { visit, type Visitor } from '../visitor.ts';
import { enter, open, rows } from './admin-center.ts';

/** More than a page of the sign-in log. */
const SIGN_INS = 30;

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

async function entered(): Promise<Visitor> {
  const visitor = await visit(browser);
  await enter(visitor.page, ADMIN, (await lab.cloud.passwordOf({ upn: ADMIN })).password);
  return visitor;
}

async function users(page: Page): Promise<readonly string[]> {
  return (await rows(page)).map(([, user = '']) => user);
}

test('the sign-in log is read a page at a time, and by time', async () => {
  const names = Array.from({ length: SIGN_INS }, (_, at) => `guess${at}@contoso.com`);
  for (const upn of names)
    await lab.clock.until(lab.devices.oauth.signIn({ upn, password: 'a guess' }), 'a sign-in');
  await using visitor = await entered();
  const { page } = visitor;
  await open(page, 'Sign-in logs');
  await page.getByLabel('User').fill('guess');
  await page.getByRole('button', { name: 'Apply' }).click();
  const newest = names.toReversed();
  await page.getByRole('row').filter({ hasText: ADMIN }).waitFor({ state: 'detached' });
  expect(await users(page)).toEqual(newest.slice(0, 25));
  await page.getByRole('button', { name: 'Older' }).click();
  await page.getByRole('row').filter({ hasText: 'guess0@' }).waitFor();
  expect(await users(page)).toEqual(newest.slice(25));
  expect(await page.getByRole('button', { name: 'Older' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Newer' }).click();
  await page
    .getByRole('row')
    .filter({ hasText: `guess${SIGN_INS - 1}@` })
    .waitFor();
  await page.getByLabel('From (UTC)').fill('2099-01-01T00:00');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('No sign-in is like that.').waitFor();
});

test('staged rollout names the feature, its state and its groups', async () => {
  const { id } = await lab.cloud.putGroup({ name: 'Pilot', members: ['finn@fabrikam.com'] });
  await lab.cloud.rollOut({ feature: 'passthroughAuthentication', groups: [id] });
  await using visitor = await entered();
  await open(visitor.page, 'Staged rollout');
  const found = (await rows(visitor.page)).find(([, feature]) => feature === 'passthroughAuthentication');
  expect(found?.slice(2)).toEqual(['Enabled', 'Pilot']);
});

test('an agent that has fallen silent is inactive, and the pane warns of it', async () => {
  await lab.agents.kill({ host: 'AGENT2' });
  await lab.clock.advance(40 * 60_000);
  await using visitor = await entered();
  const { page } = visitor;
  await open(page, 'Pass-through authentication');
  const states = (await rows(page)).map(([host, , status]) => [host, status]);
  expect(states.sort()).toEqual([
    ['AGENT1', 'Active'],
    ['AGENT2', 'Inactive'],
  ]);
  await page.getByText('Inactive: AGENT2.').waitFor();
  await page.getByText('Only one agent is active.').waitFor();
});
