import { deepEqual, equal } from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import type { LabWorld } from './support/world.ts';

Given('the cloud-only user {upn} exists', async function (this: LabWorld, upn: string) {
  const lab = await this.lab();
  await lab.cloud.addUser({ upn });
});

Given('pass-through authentication is switched {on}', async function (this: LabWorld, enabled: boolean) {
  const lab = await this.lab();
  await lab.cloud.setPassThrough({ enabled });
});

When('the domain {domain} is converted to managed', async function (this: LabWorld, domain: string) {
  const lab = await this.lab();
  await this.until(lab.administrator.convertDomain(domain, 'Managed'), `the conversion of ${domain}`);
});

When('the administrator signs in', async function (this: LabWorld) {
  const lab = await this.lab();
  const { upn } = lab.administrator;
  const { password } = await lab.cloud.passwordOf({ upn });
  this.record(await this.until(lab.devices.oauth.signIn({ upn, password }), 'the administrator'));
});

When('the administrator turns pass-through authentication off', async function (this: LabWorld) {
  const lab = await this.lab();
  await this.until(lab.administrator.setSignInMethod('none'), 'the tenant to take the setting');
});

Then('pass-through authentication is {on} for the tenant', async function (this: LabWorld, enabled: boolean) {
  const lab = await this.lab();
  equal((await lab.cloud.signInMethod({})).passThrough, enabled);
});

Then('{upn} does not exist in the cloud', async function (this: LabWorld, upn: string) {
  const lab = await this.lab();
  const users = await lab.cloud.users({});
  equal(
    users.some((user) => user.upn === upn),
    false,
  );
});

Then(
  'Smart Lockout has counted {int} failure(s) of {upn}',
  async function (this: LabWorld, failures: number, upn: string) {
    const lab = await this.lab();
    equal((await lab.cloud.lockout({ upn })).failures, failures);
  },
);

Then(
  '{hosts} is/are listed as (an ){word}( agent)( agents)',
  async function (this: LabWorld, hosts: string[], status: string) {
    const lab = await this.lab();
    const listed = await this.until(lab.administrator.agents(), 'the list of agents');
    const seen = hosts.map(
      (host) => `${host} ${listed.find((agent) => agent.machineName === host)?.status ?? 'missing'}`,
    );
    deepEqual(
      seen,
      hosts.map((host) => `${host} ${status}`),
    );
  },
);
