import { deepEqual, ok } from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { egressOf } from './support/parts.ts';
import { forestUsers, passwordOf } from './support/signing-in.ts';
import { trailOf } from './support/sign-in-trail.ts';
import type { LabWorld } from './support/world.ts';

Given('the firewall cuts off {host}', async function (this: LabWorld, host: string) {
  await (await egressOf(this)).block({ from: host });
});

When('the firewall lets {host} through again', async function (this: LabWorld, host: string) {
  await (await egressOf(this)).unblock({ from: host });
});

Given('no domain controller answers {host}', async function (this: LabWorld, host: string) {
  const lab = await this.lab();
  for (const link of lab.links.find(host)) if (link.identity.to.endsWith('/ldaps')) link.hold();
});

Given('{int} users sign in at once, and {host} is killed as soon as it has requests in hand', killUnderLoad);

async function killUnderLoad(this: LabWorld, count: number, host: string): Promise<void> {
  const lab = await this.lab();
  const users = (await forestUsers(lab)).slice(0, count);
  const held = (): boolean =>
    lab.history.kind('passthrough.dispatched').some((event) => event.data?.['machineName'] === host);
  const attempts = users.map(async (upn) =>
    lab.devices.oauth.signIn({ upn, password: await passwordOf(lab, upn) }),
  );
  await lab.clock.settle(`until the sign-ins are with the agents`);
  ok(held(), `none of ${count} sign-ins was given to ${host}: choose more users or another seed`);
  this.notes.set('killed', host);
  await lab.agents.kill(host);
  for (const result of await this.until(Promise.all(attempts), `${count} sign-ins`)) this.record(result);
}

Then(
  'the sign-ins that {host} had taken end with AADSTS{int}',
  async function (this: LabWorld, host: string, code: number) {
    const lab = await this.lab();
    const taken = this.signIns.filter(({ correlationId }) =>
      trailOf(lab.history, correlationId).agents.includes(host),
    );
    ok(taken.length > 0, `${host} had taken none`);
    deepEqual([...new Set(taken.map(({ errorCode }) => errorCode))], [code]);
  },
);

Then('all other sign-ins succeed', async function (this: LabWorld) {
  const lab = await this.lab();
  const host = this.notes.get('killed') ?? '';
  const others = this.signIns.filter(
    ({ correlationId }) => !trailOf(lab.history, correlationId).agents.includes(host),
  );
  this.acknowledgeFailures();
  ok(others.length > 0, `every sign-in was with ${host}`);
  const failed = others.filter(({ outcome }) => outcome !== 'success');
  deepEqual(
    failed.map(({ upn, errorText }) => `${upn}: ${errorText ?? ''}`),
    [],
  );
});
