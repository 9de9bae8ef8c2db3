import { deepEqual, equal, ok } from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import type { Client } from './support/parameters.ts';
import { signIn, syncPhone, wrongPassword } from './support/signing-in.ts';
import { trailOf } from './support/sign-in-trail.ts';
import type { LabWorld } from './support/world.ts';

When('{upn} signs in with {client}', async function (this: LabWorld, upn: string, client: Client) {
  await signIn(this, upn, { client });
});

When(
  '{upn} signs in with {client} and a wrong password',
  async function (this: LabWorld, upn: string, client: Client) {
    await signIn(this, upn, { client, password: wrongPassword(1) });
  },
);

When(
  '{upn} signs in {int} times with wrong passwords',
  async function (this: LabWorld, upn: string, times: number) {
    for (let nth = 1; nth <= times; nth++) await signIn(this, upn, { password: wrongPassword(nth) });
    this.judgeAll();
  },
);

When(
  '{upn} synchronizes mail on the phone {string}',
  async function (this: LabWorld, upn: string, phone: string) {
    await syncPhone(this, upn, phone);
  },
);

When("the phone's sign-in went by the {word} route", async function (this: LabWorld, authentication: string) {
  const lab = await this.lab();
  const { correlationId } = this.lastSignIn();
  const { events } = await lab.history.of({ correlationId });
  const route = events.find((event) => event.kind.startsWith('routeCache.'));
  equal(route?.data?.['authentication'], authentication);
});

Then('the sign-in succeeds', function (this: LabWorld) {
  const last = this.judgedSignIn();
  equal(last.outcome, 'success', last.errorText ?? `${last.upn} was not signed in`);
});

Then('the (last )sign-in is refused with AADSTS{int}', function (this: LabWorld, code: number) {
  const last = this.judgedSignIn();
  deepEqual({ outcome: last.outcome, errorCode: last.errorCode }, { outcome: 'refused', errorCode: code });
});

Then('the sign-in is refused and nobody checked the password', async function (this: LabWorld) {
  const { outcome, correlationId } = this.judgedSignIn();
  const { methods, agents, adfs } = await trailOf(await this.lab(), correlationId);
  deepEqual({ outcome, methods, agents, adfs }, { outcome: 'refused', methods: [], agents: [], adfs: false });
});

Then('the sign-in is unavailable', function (this: LabWorld) {
  equal(this.judgedSignIn().outcome, 'unavailable');
});

Then('the sign-in took {duration} of lab time', function (this: LabWorld, ms: number) {
  equal(this.lastSignIn().labMs, ms);
});

Then('AD FS checked the password', async function (this: LabWorld) {
  const lab = await this.lab();
  const trail = await trailOf(lab, this.lastSignIn().correlationId);
  ok(trail.adfs, 'AD FS issued no token for the sign-in');
  deepEqual(trail.agents, [], 'an agent was asked as well');
});

Then('the cloud checked the password', async function (this: LabWorld) {
  const lab = await this.lab();
  deepEqual((await trailOf(lab, this.lastSignIn().correlationId)).methods, ['cloudPassword']);
});

Then('nobody checked the password', async function (this: LabWorld) {
  const lab = await this.lab();
  const trail = await trailOf(lab, this.lastSignIn().correlationId);
  deepEqual({ ...trail }, { agents: [], answeredBy: [], adfs: false, methods: [], domainControllers: [] });
});

Then('no agent saw the sign-in', async function (this: LabWorld) {
  const lab = await this.lab();
  deepEqual((await trailOf(lab, this.lastSignIn().correlationId)).agents, []);
});

Then('no domain controller saw the sign-in', async function (this: LabWorld) {
  const lab = await this.lab();
  deepEqual((await trailOf(lab, this.lastSignIn().correlationId)).domainControllers, []);
});

Then('{host} had taken the request and never answered', async function (this: LabWorld, host: string) {
  const lab = await this.lab();
  const { agents, answeredBy } = await trailOf(lab, this.lastSignIn().correlationId);
  deepEqual({ agents, answeredBy }, { agents: [host], answeredBy: [] });
});

Then('{host} checked the password', async function (this: LabWorld, host: string) {
  const lab = await this.lab();
  const trail = await trailOf(lab, this.lastSignIn().correlationId);
  deepEqual(trail.agents, [host]);
  equal(trail.answeredBy.length, 1, `${host} took the request and gave no answer`);
  ok(trail.domainControllers.length > 0, 'no domain controller was asked');
});
