import { equal, match } from 'node:assert/strict';
import { Given, Then } from '@cucumber/cucumber';
import type { ProgramAnswer } from '../lab/devices/index.ts';
import type { LabWorld } from './support/world.ts';

Given(
  'the link from {host} to {host} is slowed by {int} ms',
  async function (this: LabWorld, from: string, to: string, latencyMs: number) {
    const lab = await this.lab();
    await lab.network.slow({ from, to, latencyMs });
  },
);

Given('the link from {host} to {host} is cut', async function (this: LabWorld, from: string, to: string) {
  const lab = await this.lab();
  await lab.network.cut({ from, to });
});

Then('{domain} answers', async function (this: LabWorld, name: string) {
  const answer = await ask(this, name);
  equal(answer.kind, 'answered', answer.kind === 'unreachable' ? answer.reason : undefined);
});

Then('{domain} is not to be found', async function (this: LabWorld, name: string) {
  const answer = await ask(this, name);
  match(answer.kind === 'unreachable' ? answer.reason : `status ${answer.status}`, /cannot resolve/);
});

async function ask(world: LabWorld, name: string): Promise<ProgramAnswer> {
  const { devices } = await world.lab();
  return world.until(devices.program.ask({ url: `https://${name}/` }), `an answer of ${name}`);
}
