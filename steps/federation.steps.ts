import { deepEqual, equal, ok } from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { exchangeOf, federationOf } from './support/parts.ts';
import type { LabWorld } from './support/world.ts';

When('AD FS is shut down', async function (this: LabWorld) {
  await (await federationOf(this)).shutDown({});
});

When('AD FS is started', async function (this: LabWorld) {
  await (await federationOf(this)).start({});
});

When('Exchange forgets every cached credential', async function (this: LabWorld) {
  await (await exchangeOf(this)).clearCaches({ which: 'credentials' });
});

Given('the node {host} of AD FS is stopped', async function (this: LabWorld, name: string) {
  await (await federationOf(this)).stopNode({ name });
});

When('the node {host} of AD FS is started', async function (this: LabWorld, name: string) {
  await (await federationOf(this)).startNode({ name });
});

Given('the Web Application Proxy is stopped', async function (this: LabWorld) {
  await (await federationOf(this)).stopProxy({});
});

When("AD FS' signing certificate is replaced at once", async function (this: LabWorld) {
  const federation = await federationOf(this);
  await this.until(federation.rollover({ urgent: true }), "AD FS' new signing certificate");
});

When("a successor of AD FS' signing certificate is made", async function (this: LabWorld) {
  const federation = await federationOf(this);
  await this.until(federation.rollover({}), "the successor of AD FS' signing certificate");
});

When("the successor of AD FS' signing certificate takes over", async function (this: LabWorld) {
  const federation = await federationOf(this);
  await this.until(federation.promoteCertificate({}), 'the successor to take over');
});

When("the tenant is told of AD FS' certificates", async function (this: LabWorld) {
  const federation = await federationOf(this);
  await this.until(federation.updateTrust({}), 'the trust to be updated');
});

When('the administrator of AD FS unlocks {upn}', async function (this: LabWorld, user: string) {
  await (await federationOf(this)).resetAccountLockout({ user });
});

Then('AD FS refuses the sign-in', async function (this: LabWorld) {
  const last = this.judgedSignIn();
  deepEqual(
    { outcome: last.outcome, errorCode: last.errorCode },
    { outcome: 'refused', errorCode: undefined },
  );
});

Then('AD FS has written the event {int} of it', async function (this: LabWorld, id: number) {
  const { correlationId } = this.lastSignIn();
  const events = await (await federationOf(this)).events({ correlationId });
  const ids = events.map((event) => event.id);
  ok(ids.includes(id), `of this sign-in AD FS has written ${ids.join(', ') || 'nothing'}`);
});

Then(
  'AD FS has counted {int} bad password(s) of {upn} from places that it does not know',
  async function (this: LabWorld, count: number, user: string) {
    const { unknown } = await (await federationOf(this)).accountActivity({ user });
    equal(unknown.badPasswords, count);
  },
);
