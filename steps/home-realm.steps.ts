import { Given, Then, When } from '@cucumber/cucumber';
import { deepEqual } from 'node:assert/strict';
import { homeRealmPolicy } from '../lab/cloud/core/realm-policies/policy.ts';
import { readDocString } from './support/doc-strings.ts';
import type { Client, Method } from './support/parameters.ts';
import { signIn } from './support/signing-in.ts';
import { trailOf } from './support/sign-in-trail.ts';
import type { LabWorld } from './support/world.ts';
import { parse } from 'yaml';

const FEATURES = {
  passThrough: 'passthroughAuthentication',
  passwordHashSync: 'passwordHashSync',
} as const;

Given(
  'the group {string} has the member(s) {upns}',
  async function (this: LabWorld, name: string, members: string[]) {
    await (await this.lab()).cloud.putGroup({ name, members });
  },
);

When(
  '{method} is rolled out to the group {string}',
  async function (this: LabWorld, method: Method, group: string) {
    await (await this.lab()).cloud.rollOut({ feature: featureOf(method), groups: [group] });
  },
);

When('the staged rollout of {method} is switched off', async function (this: LabWorld, method: Method) {
  await (await this.lab()).cloud.rollOut({ feature: featureOf(method), groups: [], enabled: false });
});

Given("the organization's home realm discovery policy is:", async function (this: LabWorld, text: string) {
  const policy = readDocString(this, text, (yaml) => homeRealmPolicy.parse(parse(yaml)));
  await (await this.lab()).cloud.setHomeRealmPolicy({ policy });
});

When(
  '{upn} signs in with {client} and the domain hint {domain}',
  async function (this: LabWorld, upn: string, client: Client, domainHint: string) {
    await signIn(this, upn, { client, domainHint });
  },
);

Then('the password was checked by {method}', async function (this: LabWorld, method: Method) {
  const { methods } = await trailOf(await this.lab(), this.lastSignIn().correlationId);
  deepEqual(methods, [method]);
});

function featureOf(method: Method): (typeof FEATURES)[keyof typeof FEATURES] {
  if (method !== 'passThrough' && method !== 'passwordHashSync')
    throw new Error(
      `staged rollout is of pass-through authentication or of password hash synchronization, not of ${method}`,
    );
  return FEATURES[method];
}
