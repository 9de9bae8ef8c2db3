import { deepEqual, ok } from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { egressOf, forestOf } from './support/parts.ts';
import { forestUsers, passwordOf } from './support/signing-in.ts';
import { trailsOf } from './support/sign-in-trail.ts';
import type { LabWorld } from './support/world.ts';

Given('the firewall cuts off {host}', async function (this: LabWorld, host: string) {
  await (await egressOf(this)).block({ from: host });
});

When('the firewall lets {host} through again', async function (this: LabWorld, host: string) {
  await (await egressOf(this)).unblock({ from: host });
});

Given('no domain controller answers {host}', async function (this: LabWorld, host: string) {
  const lab = await this.lab();
  const { domainControllers } = await (await forestOf(this)).status({});
  await Promise.all(domainControllers.map(({ name }) => lab.network.hold({ from: host, to: name })));
});

When(
  '{int} users sign in at once, and {host} is killed as soon as it has requests in hand',
  async function (this: LabWorld, count: number, host: string) {
    const lab = await this.lab();
    const users = (await forestUsers(lab)).slice(0, count);
    const attempts = users.map(async (upn) =>
      lab.devices.oauth.signIn({ upn, password: await passwordOf(lab, upn) }),
    );
    await lab.clock.settle('until the sign-ins are with the agents');
    const { events } = await lab.history.kind({ kind: 'passthrough.dispatched' });
    const held = events.some(({ data }) => data?.['machineName'] === host);
    ok(held, `none of ${count} sign-ins was given to ${host}: choose more users or another seed`);
    this.notes.set('killed', host);
    await lab.agents.kill({ host });
    for (const result of await this.until(Promise.all(attempts), `${count} sign-ins`)) this.record(result);
  },
);

Then(
  'the sign-ins that {host} had taken end with AADSTS{int}',
  async function (this: LabWorld, host: string, code: number) {
    const taken = (await trailsOf(this)).filter(({ agents }) => agents.includes(host));
    ok(taken.length > 0, `${host} had taken none`);
    deepEqual([...new Set(taken.map(({ signIn }) => signIn.errorCode))], [code]);
  },
);

Then('all other sign-ins succeed', async function (this: LabWorld) {
  const host = this.notes.get('killed') ?? '';
  const others = (await trailsOf(this)).filter(({ agents }) => !agents.includes(host));
  this.judgeAll();
  ok(others.length > 0, `every sign-in was with ${host}`);
  const failed = others.filter(({ signIn }) => signIn.outcome !== 'success');
  deepEqual(
    failed.map(({ signIn }) => `${signIn.upn}: ${signIn.errorText ?? ''}`),
    [],
  );
});
