import { equal } from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { guidBytes } from '../lab/forest/core/identifiers.ts';
import { forestOf } from './support/parts.ts';
import { signIn } from './support/signing-in.ts';
import type { LabWorld } from './support/world.ts';

Given('the user {upn} is created in Active Directory', async function (this: LabWorld, upn: string) {
  const forest = await forestOf(this);
  await forest.addUser({ sam: upn.slice(0, upn.indexOf('@')), upn });
});

Given('the account of {upn} is disabled in Active Directory', async function (this: LabWorld, upn: string) {
  const forest = await forestOf(this);
  await forest.setEnabled({ user: upn, enabled: false });
});

Given('every domain controller is stopped', async function (this: LabWorld) {
  const forest = await forestOf(this);
  const { domainControllers } = await forest.status({});
  for (const { name } of domainControllers) await forest.stopDomainController({ name });
});

Then(
  'Active Directory has counted {int} bad password(s) of {upn}',
  async function (this: LabWorld, count: number, upn: string) {
    const forest = await forestOf(this);
    equal((await forest.account({ user: upn })).badPwdCount, count);
  },
);

Then('{upn} is not locked out in Active Directory', async function (this: LabWorld, upn: string) {
  const forest = await forestOf(this);
  equal((await forest.account({ user: upn })).lockedOut, false);
});

Given('the domain controller {host} is stopped', async function (this: LabWorld, name: string) {
  await (await forestOf(this)).stopDomainController({ name });
});

Given('the clock of {host} is {duration} ahead', async function (this: LabWorld, name: string, ms: number) {
  await (await forestOf(this)).setClockSkew({ name, aheadMs: ms });
});

Given(
  '{host} and {host} are cut off from each other',
  async function (this: LabWorld, from: string, to: string) {
    await (await forestOf(this)).cutReplication({ from, to });
  },
);

Given('the trust with {domain} is broken', async function (this: LabWorld, partner: string) {
  await (await forestOf(this)).breakTrust({ with: partner });
});

Given(
  'an Entra Connect of its own forest has synchronized {upn}',
  async function (this: LabWorld, upn: string) {
    const { objectGuid } = await (await forestOf(this)).account({ user: upn });
    const sourceAnchor = guidBytes(objectGuid).toString('base64');
    await (await this.lab()).cloud.addUser({ upn, sourceAnchor });
  },
);

When('the password of {upn} is reset in Active Directory', async function (this: LabWorld, upn: string) {
  const forest = await forestOf(this);
  const { password } = await forest.passwordOf({ user: upn });
  this.formerPasswords.push(password);
  await forest.setPassword({ user: upn, password: `Reset-${this.formerPasswords.length}-Passw0rd` });
});

When(
  '{upn} signs in with the password before the last {int} reset(s)',
  async function (this: LabWorld, upn: string, resets: number) {
    const password = this.formerPasswords.at(-resets) ?? '';
    await signIn(this, upn, { password });
  },
);

When('an administrator unlocks {upn} in Active Directory', async function (this: LabWorld, upn: string) {
  await (await forestOf(this)).unlock({ user: upn });
});

Then(
  '{host} has counted {int} bad password(s) of {upn}',
  async function (this: LabWorld, dc: string, count: number, upn: string) {
    const { badPwdCountByDc } = await (await forestOf(this)).account({ user: upn });
    equal(badPwdCountByDc[dc], count);
  },
);

Then('{upn} is locked out in Active Directory', async function (this: LabWorld, upn: string) {
  equal((await (await forestOf(this)).account({ user: upn })).lockedOut, true);
});
