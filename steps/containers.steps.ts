import { deepEqual, match, ok } from 'node:assert/strict';
import { defineParameterType, Given, Then, When } from '@cucumber/cucumber';
import { wallElapsed, wallSleep } from '../lab/clock/wall.ts';
import type { Lab } from '../lab/lab.ts';
import { egressOf } from './support/parts.ts';
import { forestUsers, passwordOf } from './support/signing-in.ts';
import { trailOf } from './support/sign-in-trail.ts';
import type { LabWorld } from './support/world.ts';

/** Real milliseconds in which something that happens on the wall has to have happened, and after which one looks again. */
const REAL_LIMIT_MS = 20_000;
const LOOK_MS = 100;

defineParameterType({
  name: 'machines',
  regexp: /the cloud|[A-Z][A-Z0-9-]*(?: and [A-Z][A-Z0-9-]*)*/,
  transformer: (text: string) => (text === 'the cloud' ? ['cloud'] : text.split(' and ')),
});

async function machinesOf(world: LabWorld): Promise<NonNullable<Lab['containers']>> {
  const { containers } = await world.lab();
  if (containers === undefined) throw new Error('this lab has no machines: tag the scenario @docker');
  return containers;
}

/** Waits in real time. */
async function comesTrue(what: string, isTrue: () => Promise<boolean>): Promise<void> {
  const started = wallElapsed();
  while (!(await isTrue())) {
    ok(wallElapsed() - started < REAL_LIMIT_MS, `${what} did not come true in ${REAL_LIMIT_MS / 1000} s`);
    await wallSleep(LOOK_MS);
  }
}

/** Names that the firewall's name server gave a host no address for. */
async function refusedNames(world: LabWorld, host: string): Promise<string[]> {
  const { events } = await (await world.lab()).history.kind({ kind: 'lookup.refused' });
  return events.filter(({ data }) => data?.['from'] === host).map(({ data }) => String(data?.['host']));
}

Given('the machine(s) of {machines} is/are killed', async function (this: LabWorld, hosts: string[]) {
  const machines = await machinesOf(this);
  for (const host of hosts) await machines.kill({ host });
});

When('the machine of {machines} is started again', async function (this: LabWorld, [host = '']: string[]) {
  await (await machinesOf(this)).start({ host });
});

Given('the machine of {machines} is paused', async function (this: LabWorld, [host = '']: string[]) {
  await (await machinesOf(this)).pause({ host });
});

When('the machine of {machines} goes on', async function (this: LabWorld, [host = '']: string[]) {
  await (await machinesOf(this)).unpause({ host });
});

When('the cable of {host} is plugged in again', async function (this: LabWorld, host: string) {
  await (await machinesOf(this)).reconnect({ host });
});

When('the domain controllers answer {host} again', async function (this: LabWorld, host: string) {
  await (await this.lab()).network.restore({ from: host });
});

When(
  '{int} users sign in at once, and the cable of {host} is pulled as soon as it has requests in hand',
  async function (this: LabWorld, count: number, host: string) {
    const [lab, machines] = [await this.lab(), await machinesOf(this)];
    const users = (await forestUsers(lab)).slice(0, count);
    const attempts = users.map(async (upn) =>
      lab.devices.oauth.signIn({ upn, password: await passwordOf(lab, upn) }),
    );
    const dispatched = async (): Promise<readonly unknown[]> => {
      const { events } = await lab.history.kind({ kind: 'passthrough.dispatched' });
      return events.map(({ data }) => data?.['machineName']);
    };
    await comesTrue(
      `that ${count} sign-ins are with agents`,
      async () => (await dispatched()).length >= count,
    );
    ok(
      (await dispatched()).includes(host),
      `none of ${count} sign-ins was given to ${host}: choose another seed`,
    );
    this.notes.set('killed', host);
    await machines.disconnect({ host });
    for (const result of await this.until(Promise.all(attempts), `${count} sign-ins`)) this.record(result);
  },
);

Then(
  'the tenant comes to list {host} as (an ){word}',
  async function (this: LabWorld, host: string, status: string) {
    const lab = await this.lab();
    this.pending = `the tenant to list ${host} as ${status}`;
    await comesTrue(`that ${host} is ${status}`, async () =>
      (await lab.cloud.agents({})).some((one) => one.machineName === host && one.status === status),
    );
    this.pending = undefined;
  },
);

Then('{host} was asked for the password', async function (this: LabWorld, host: string) {
  const trail = await trailOf(await this.lab(), this.lastSignIn().correlationId);
  deepEqual(trail.domainControllers, [host]);
});

Then('{hosts} know(s) of no proxy', async function (this: LabWorld, hosts: string[]) {
  const lab = await this.lab();
  const { links } = await lab.network.links({});
  const { events } = await lab.history.kind({ kind: 'tunnel.opened' });
  for (const host of hosts) {
    const called = links.filter(({ from, to }) => from === host && to.startsWith('EGRESS/'));
    deepEqual(
      called.map(({ to }) => to),
      ['EGRESS/443'],
    );
    ok(
      events.some(({ data }) => data?.['from'] === host),
      `${host} has called nobody through the firewall`,
    );
  }
});

Given('the firewall blocks the name {string}', async function (this: LabWorld, name: string) {
  await (await egressOf(this)).block({ name });
});

Then('{host} was refused the name {string}', async function (this: LabWorld, host: string, name: string) {
  const names = await refusedNames(this, host);
  ok(names.includes(name), `it was refused ${[...new Set(names)].join(', ') || 'none'}`);
});

Then(
  '{host} was refused a name under {string}',
  async function (this: LabWorld, host: string, domain: string) {
    const names = await refusedNames(this, host);
    ok(
      names.some((name) => name.endsWith(`.${domain}`)),
      `it was refused ${[...new Set(names)].join(', ') || 'none'}`,
    );
  },
);

When('an agent is installed on {host}', async function (this: LabWorld, host: string) {
  const lab = await this.lab();
  const outcome = lab.agents.install({ host }).then(
    () => 'installed',
    (error: unknown) => String(error),
  );
  this.notes.set('installation', await this.until(outcome, `the installation on ${host}`));
});

Then('the installation failed, as a name could not be looked up', function (this: LabWorld) {
  const outcome = this.notes.get('installation') ?? '';
  match(outcome, /exited with code \d+ before it was ready[^]*getaddrinfo (ENOTFOUND|EAI_AGAIN) /);
});
