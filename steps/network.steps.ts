import { Given } from '@cucumber/cucumber';
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
