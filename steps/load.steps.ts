import { deepEqual, ok } from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import {
  ANSWER_ESTIMATE,
  CIPHERTEXT_BYTES,
  fitLine,
  requestEstimate,
  type Measured,
} from './support/estimate.ts';
import { forestUsers, passwordOf, signIn } from './support/signing-in.ts';
import type { LabWorld } from './support/world.ts';

When(
  'a load driver of its own process signs users in at {int} a second for {float}s',
  async function (this: LabWorld, ratePerSecond: number, seconds: number) {
    const lab = await this.lab();
    const upns = await forestUsers(lab);
    const users = await Promise.all(upns.map(async (upn) => ({ upn, password: await passwordOf(lab, upn) })));
    this.pending = `${ratePerSecond} sign-ins a second for ${seconds} s`;
    this.arrivals = await lab.arrivals({ users, ratePerSecond, durationMs: seconds * 1_000 });
    this.pending = undefined;
  },
);

Then('every arrival was served without an error', function (this: LabWorld) {
  const { sent, succeeded, failed } = this.lastArrivals();
  ok(sent > 0, 'nobody arrived');
  deepEqual({ succeeded, failed }, { succeeded: sent, failed: {} });
});

Then('the latency percentiles are in the report', function (this: LabWorld) {
  const { latencyMs, throughputPerSecond, sent } = this.lastArrivals();
  ok(
    latencyMs.p50 > 0 && latencyMs.p50 < latencyMs.max,
    'all sign-ins took the same time: nothing was measured',
  );
  this.log(`${sent} sign-ins, ${throughputPerSecond} per second; latency ${JSON.stringify(latencyMs)} ms`);
});

When('a sign-in is measured with 1, 3, 10 and 40 registered agents', async function (this: LabWorld) {
  const lab = await this.lab();
  const [upn = ''] = await forestUsers(lab);
  const { installed: running } = await lab.agents.status({});
  let registered = running;
  for (const agents of [1, 3, 10, 40]) {
    if (agents > registered) await lab.agents.registerFillers({ count: agents - registered });
    registered = agents;
    const before = await lab.cloud.traffic({});
    await signIn(this, upn);
    const after = await lab.cloud.traffic({});
    this.measured.push({
      agents,
      request: after.requests.total - before.requests.total,
      answer: after.answers.total - before.answers.total,
    });
  }
});

Then(
  'the request is at most 0.5 KB and 1 KB for each agent, and grows in a straight line',
  function (this: LabWorld) {
    const line = fitLine(this.measured.map(({ agents, request }) => [agents, request]));
    this.log(estimateTable(this.measured, line));
    ok(line.slope >= CIPHERTEXT_BYTES, `an agent adds ${line.slope} bytes, less than a ciphertext has`);
    deepEqual(
      this.measured.filter(({ agents, request }) => request > requestEstimate(agents)),
      [],
    );
    const off = this.measured.filter(
      ({ agents, request }) => Math.abs(line.base + line.slope * agents - request) > 0.01 * request,
    );
    deepEqual(off, [], 'the growth is no straight line');
  },
);

Then('the answer is at most 1 KB', function (this: LabWorld) {
  deepEqual(
    this.measured.filter(({ answer }) => answer <= 0 || answer > ANSWER_ESTIMATE),
    [],
  );
});

function estimateTable(measured: readonly Measured[], line: { base: number; slope: number }): string {
  const rows = measured.map(
    ({ agents, request, answer }) =>
      `${agents} agents: request ${request} B (guide ${requestEstimate(agents)} B), answer ${answer} B (guide ${ANSWER_ESTIMATE} B)`,
  );
  return [`request = ${line.base.toFixed(0)} B + ${line.slope.toFixed(1)} B for each agent`, ...rows].join(
    '\n',
  );
}
