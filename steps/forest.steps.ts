import { equal } from 'node:assert/strict';
import { Given, Then } from '@cucumber/cucumber';
import { forestOf } from './support/parts.ts';
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
