import { When } from '@cucumber/cucumber';
import { formatDuration } from '../lab/clock/duration.ts';
import type { LabWorld } from './support/world.ts';

When('{duration} pass(es)', async function (this: LabWorld, ms: number) {
  const lab = await this.lab();
  this.pending = `${formatDuration(ms)} of lab time to pass`;
  await lab.clock.advance(ms);
  this.pending = undefined;
});
