import { ok } from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { forestOf } from './support/parts.ts';
import type { Client } from './support/parameters.ts';
import { passwordOf, signIn } from './support/signing-in.ts';
import type { LabWorld } from './support/world.ts';

When('{upn} is disabled in the cloud', async function (this: LabWorld, upn: string) {
  await (await this.lab()).cloud.setEnabled({ upn, enabled: false });
});

When('{upn} is deleted in the cloud', async function (this: LabWorld, upn: string) {
  await (await this.lab()).cloud.deleteUser({ upn });
});

When('{upn} is restored in the cloud', async function (this: LabWorld, upn: string) {
  await (await this.lab()).cloud.restoreUser({ upn });
});

When('{upn} is deleted in Active Directory', async function (this: LabWorld, upn: string) {
  await (await forestOf(this)).removeUser({ user: upn });
});

Given('everybody needs a second factor', async function (this: LabWorld) {
  await (await this.lab()).cloud.putAccessPolicy({ name: 'A second factor for everybody' });
});

Given('{upns} need(s) a second factor', async function (this: LabWorld, users: string[]) {
  const name = `A second factor for ${users.join(', ')}`;
  await (await this.lab()).cloud.putAccessPolicy({ name, users });
});

Given('{upn} has registered no second factor', async function (this: LabWorld, upn: string) {
  await (await this.lab()).cloud.setSecondFactor({ upn, registered: false });
});

When(
  '{upn} signs in with {client} and the second factor',
  async function (this: LabWorld, upn: string, client: Client) {
    await signIn(this, upn, { client, secondFactor: true });
  },
);

Then('the refusal carries a claims challenge', function (this: LabWorld) {
  const claims: unknown = JSON.parse(this.notes.get('claims') || '{}');
  ok(typeof claims === 'object' && claims !== null && 'access_token' in claims, 'it carries none');
});

/** The password is the one of the same person's account on premises. */
When(
  '{upn}, who is {upn} on premises, signs in with {client}',
  async function (this: LabWorld, name: string, upn: string, client: Client) {
    await signIn(this, name, { client, password: await passwordOf(await this.lab(), upn) });
  },
);
