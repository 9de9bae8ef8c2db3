import { deepEqual, equal, ok } from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import { z } from 'zod';
import { askGraph } from './support/graph.ts';
import type { LabWorld } from './support/world.ts';

const users = z.object({
  value: z.array(z.object({ userPrincipalName: z.string() })),
  '@odata.nextLink': z.string().optional(),
});
const signIns = z.object({
  value: z.array(
    z.object({
      status: z.object({ errorCode: z.number() }),
      authenticationDetails: z.array(z.object({ authenticationMethodDetail: z.string() })),
    }),
  ),
});
const settings = z.object({ value: z.array(z.object({ id: z.string() })) });

When(
  '{upn} converts the domain {domain} to managed by Graph',
  async function (this: LabWorld, upn: string, domain: string) {
    const json = { authenticationType: 'Managed' };
    await change(this, upn, `/v1.0/domains/${domain}`, json);
  },
);

When(
  "{upn} sets Smart Lockout's threshold to {int} by Graph",
  async function (this: LabWorld, upn: string, threshold: number) {
    const [found] = settings.parse(await read(this, upn, '/beta/settings')).value;
    const values = [{ name: 'LockoutThreshold', value: String(threshold) }];
    await change(this, upn, `/beta/settings/${found?.id ?? ''}`, { values });
  },
);

Then('Graph has done so', function (this: LabWorld) {
  equal(this.notes.get('Graph'), '204');
});

Then('Graph refuses, as the role is missing', function (this: LabWorld) {
  equal(this.notes.get('Graph'), '403');
});

Then(
  'the sign-in log tells {upn} that {host} checked the password of {upn}',
  async function (this: LabWorld, reader: string, host: string, upn: string) {
    const { agentId } = await (await this.lab()).agents.agent({ host });
    const [newest] = await logOf(this, reader, upn);
    deepEqual(newest, { errorCode: 0, detail: `Pass-through Authentication; PTA AgentId: ${agentId}` });
  },
);

Then(
  'the sign-in log tells {upn} of AADSTS{int} and {string} for {upn}',
  async function (this: LabWorld, reader: string, errorCode: number, detail: string, upn: string) {
    const [newest] = await logOf(this, reader, upn);
    deepEqual(newest, { errorCode, detail });
  },
);

Then(
  'Graph lists every user of the tenant to {upn} once, {int} at a time',
  async function (this: LabWorld, reader: string, top: number) {
    const names: string[] = [];
    let path: string | undefined = `/v1.0/users?$top=${top}`;
    while (path !== undefined) {
      const page: z.output<typeof users> = users.parse(await read(this, reader, path));
      ok(page.value.length <= top, `a page has ${page.value.length} users`);
      names.push(...page.value.map(({ userPrincipalName }) => userPrincipalName));
      path = page['@odata.nextLink'];
    }
    const expected = await (await this.lab()).cloud.users({});
    deepEqual(names.toSorted(), expected.map(({ upn }) => upn).toSorted());
  },
);

async function change(world: LabWorld, upn: string, path: string, json: object): Promise<void> {
  const { status } = await askGraph(world, upn, path, { method: 'PATCH', json });
  world.notes.set('Graph', String(status));
}

/** Throws when Graph refuses. */
async function read(world: LabWorld, upn: string, path: string): Promise<unknown> {
  const { status, text } = await askGraph(world, upn, path);
  if (status !== 200) throw new Error(`Graph answers ${upn} with ${status}: ${text.slice(0, 300)}`);
  return JSON.parse(text);
}

/** The newest first. */
async function logOf(
  world: LabWorld,
  reader: string,
  upn: string,
): Promise<{ errorCode: number; detail: string | undefined }[]> {
  const filter = encodeURIComponent(`userPrincipalName eq '${upn}'`);
  const { value } = signIns.parse(await read(world, reader, `/beta/auditLogs/signIns?$filter=${filter}`));
  return value.map(({ status: { errorCode }, authenticationDetails: [first] }) => ({
    errorCode,
    detail: first?.authenticationMethodDetail,
  }));
}
