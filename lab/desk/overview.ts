import { z } from 'zod';
import type { Lab } from '../lab.ts';

/** What a person asks of a lab first. Times are ISO 8601 in UTC. */
export const overview = z.object({
  tenant: z.object({
    name: z.string(),
    id: z.string(),
    passThrough: z.boolean(),
    passwordHashSync: z.boolean(),
  }),
  domains: z.array(z.object({ name: z.string(), authentication: z.string() })),
  /** Every agent on a host, and every other one that the tenant lists. */
  agents: z.array(
    z.object({
      host: z.string(),
      agentId: z.string(),
      /** Of its process; none on a host where no agent is installed. */
      process: z.enum(['running', 'killed', 'stopped', 'exited', 'none']),
      pid: z.number().nullable(),
      /** As the tenant sees it. */
      tenant: z.enum(['active', 'inactive', 'not listed']),
      lastReport: z.string().nullable(),
    }),
  ),
  domainControllers: z.array(
    z.object({ name: z.string(), dnsName: z.string(), running: z.boolean(), connections: z.number() }),
  ),
  /** Account lockout in each domain of Active Directory, the first domain's first; durations in lab milliseconds. */
  lockouts: z.array(
    z.object({
      domain: z.string(),
      /** 0: nobody is locked out. */
      threshold: z.number(),
      observationWindow: z.number(),
      /** 0: until an administrator unlocks. */
      duration: z.number(),
    }),
  ),
});

export type Overview = z.output<typeof overview>;

export async function overviewOf(lab: Lab): Promise<Overview> {
  const [tenant, domains, agents, forest] = await Promise.all([
    lab.cloud.status({}),
    lab.cloud.domains({}),
    agentsOf(lab),
    lab.forest?.status({}),
  ]);
  const { passThrough, passwordHashSync } = tenant;
  return {
    tenant: { name: tenant.tenant, id: tenant.tenantId, passThrough, passwordHashSync },
    domains: domains.map(({ name, authentication }) => ({ name, authentication })),
    agents,
    domainControllers: forest?.domainControllers ?? [],
    lockouts: await lockoutsOf(lab),
  };
}

async function lockoutsOf({ forest }: Lab): Promise<Overview['lockouts']> {
  const { forests = [] } = (await forest?.topology({})) ?? {};
  return forests.flatMap(({ domains }) => domains.map(({ dns, lockout }) => ({ domain: dns, ...lockout })));
}

async function agentsOf({ agents, cloud }: Lab): Promise<Overview['agents']> {
  const [{ agents: installed }, listed] = await Promise.all([agents.list({}), cloud.agents({})]);
  const seen = new Map(listed.map((one) => [one.agentId, one]));
  const here = installed.map(({ host, agentId, pid, state }) => {
    const entry = seen.get(agentId);
    const lastReport = entry === undefined ? null : new Date(entry.lastSeen).toISOString();
    return {
      host,
      agentId,
      process: state,
      pid: state === 'running' ? pid : null,
      tenant: entry?.status ?? ('not listed' as const),
      lastReport,
    };
  });
  const ids = new Set(here.map(({ agentId }) => agentId));
  const elsewhere = listed
    .filter(({ agentId }) => !ids.has(agentId))
    .map(({ machineName, agentId, status, lastSeen }) => ({
      host: machineName,
      agentId,
      process: 'none' as const,
      pid: null,
      tenant: status,
      lastReport: new Date(lastSeen).toISOString(),
    }));
  return [...here, ...elsewhere];
}
