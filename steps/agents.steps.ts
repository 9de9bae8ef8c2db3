import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { forestUsers, signIn, signInTogether } from './support/signing-in.ts';
import { trailsOf } from './support/sign-in-trail.ts';
import type { LabWorld } from './support/world.ts';

async function killAll(world: LabWorld, hosts: readonly string[]): Promise<void> {
  const lab = await world.lab();
  const agents = await Promise.all(hosts.map((host) => lab.agents.agent({ host })));
  for (const { host, agentId } of agents) world.notes.set(`id of ${host}`, agentId);
  await Promise.all(hosts.map((host) => lab.agents.kill({ host })));
}

Given('{hosts} is/are killed', async function (this: LabWorld, hosts: string[]) {
  await killAll(this, hosts);
});

Given('all agents are killed', async function (this: LabWorld) {
  const { agents } = await (await this.lab()).agents.list({});
  await killAll(
    this,
    agents.map(({ host }) => host),
  );
});

Given('{host} is paused', async function (this: LabWorld, host: string) {
  const lab = await this.lab();
  await lab.agents.pause({ host });
});

When('{host} is started again', async function (this: LabWorld, host: string) {
  const lab = await this.lab();
  await this.until(lab.agents.restart({ host }), `${host} to be ready`);
});

When('a user signs in', async function (this: LabWorld) {
  const [upn = ''] = await forestUsers(await this.lab());
  await signIn(this, upn);
});

When('{int} users sign in at once', async function (this: LabWorld, count: number) {
  const users = await forestUsers(await this.lab());
  await signInTogether(this, users.slice(0, count));
});

When('{int} users sign in one after the other', async function (this: LabWorld, count: number) {
  const users = await forestUsers(await this.lab());
  for (const upn of users.slice(0, count)) await signIn(this, upn);
});

When('{int} more agent(s) is/are registered', async function (this: LabWorld, count: number) {
  const lab = await this.lab();
  await this.until(lab.agents.registerFillers({ count }), `${count} registrations`);
});

When('one more agent is registered', async function (this: LabWorld) {
  const lab = await this.lab();
  const outcome = lab.agents.registerFillers({ count: 1 }).then(
    () => 'registered',
    (error: unknown) => String(error),
  );
  this.notes.set('registration', await this.until(outcome, 'the registration'));
});

Then(
  'the registration is refused, as the limit of {int} is reached',
  function (this: LabWorld, limit: number) {
    match(this.notes.get('registration') ?? '', new RegExp(`limit.*${limit}`, 'i'));
  },
);

Then('{host} has the agent id it had before', async function (this: LabWorld, host: string) {
  const lab = await this.lab();
  equal((await lab.agents.agent({ host })).agentId, this.notes.get(`id of ${host}`));
});

Then('all sign-ins succeed', function (this: LabWorld) {
  const failed = this.signIns.filter(({ outcome }) => outcome !== 'success');
  this.judgeAll();
  deepEqual(
    failed.map(({ upn, errorText }) => `${upn}: ${errorText ?? ''}`),
    [],
  );
});

Then('only {hosts} checked passwords', async function (this: LabWorld, hosts: string[]) {
  const used = new Set((await trailsOf(this)).flatMap(({ agents }) => agents));
  ok(used.size > 0, 'no agent checked a password');
  deepEqual(
    [...used].filter((host) => !hosts.includes(host)),
    [],
  );
});

Then('no sign-in was dispatched or answered twice', async function (this: LabWorld) {
  const trails = await trailsOf(this);
  const twice = trails.filter(({ agents, answeredBy }) => agents.length > 1 || answeredBy.length > 1);
  deepEqual(
    twice.map(({ signIn: { upn } }) => upn),
    [],
  );
});

Then('the agents did not simply take turns', async function (this: LabWorld) {
  const lab = await this.lab();
  const order = (await trailsOf(this)).flatMap(({ agents }) => agents);
  const count = (await lab.agents.list({})).agents.length;
  ok(
    order.some((host, index) => index >= count && host !== order[index - count]),
    `they did: ${order.join(', ')}`,
  );
});
