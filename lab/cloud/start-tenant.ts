import type { AgentServiceSettings } from './agents/config.ts';
import { agentFacingNames } from './agents/contract/names.ts';
import { OLDEST_AGENT } from './agents/registration/version.ts';
import { startAgentService, type StartedAgentService } from './agents/start-agent-service.ts';
import type { CloudConfig, TenantConfig } from './config.ts';
import type { ComponentContext } from '../component.ts';
import { DEFAULT_OUTCOMES } from './core/outcomes.ts';
import type { PasswordWriteback } from './core/password-changes/writeback.ts';
import type { SyncedPopulation } from './core/synced/population.ts';
import { agentHosts, type HostEntry } from './hosts.ts';
import { openTenant } from './open-tenant.ts';
import type { AdminTokenVerifier } from './tenant-seam.ts';
import type { TenantOffice } from './web/admin-office.ts';

/** One tenant, and the way to its agents. */
export interface StartedTenant {
  readonly office: TenantOffice;
  readonly agents: StartedAgentService;
  /** The names its agents call. */
  readonly hosts: readonly HostEntry[];
}

export interface TenantOrder {
  readonly config: TenantConfig;
  readonly agents: CloudConfig['agents'];
  /** From 1; the first is the lab's own tenant. */
  readonly number: number;
  readonly admins: AdminTokenVerifier;
  readonly environment: CloudConfig['environment'];
  /** The way of new passwords to the forest, where there is one. */
  readonly writeback?: PasswordWriteback | undefined;
  /** Users whom a Connect server may export as one. */
  readonly population?: SyncedPopulation | undefined;
}

/** Opens a tenant and starts the part of the service that its agents face. Throws TenantStateError. */
export async function startTenant(order: TenantOrder, context: ComponentContext): Promise<StartedTenant> {
  const { config, number, admins, environment, writeback, population } = order;
  const { seed } = context.chance;
  const opened = openTenant(config, seed, number, environment, () => context.clock.now());
  const tenantId = opened.tenant.id;
  const names = agentFacingNames(tenantId, number, environment);
  const agents = await startAgentService(settingsOf(order), context, {
    tenantId,
    seed,
    admins,
    names,
    number,
  });
  const office = {
    ...opened,
    environment,
    validator: agents.validator,
    outcomes: { ...DEFAULT_OUTCOMES, ...config.outcomes },
    writeback,
    population,
    history: context.history,
    clock: context.clock,
    newId: () => context.chance.uuid(),
    machineOf: (agentId: string) => agents.machineOf(agentId),
    agents: () => agents.agents(),
  };
  return { office, agents, hosts: agentHosts(names, agents.services) };
}

function settingsOf({ agents, environment }: TenantOrder): AgentServiceSettings {
  const oldestAgent = agents.oldestVersion ?? OLDEST_AGENT[environment];
  return {
    ...(oldestAgent !== undefined && { oldestAgent }),
    limit: agents.limit,
    answerLimitMs: agents.answerLimit,
    bootstrapMs: agents.bootstrap,
    inactiveAfterMs: agents.inactiveAfter,
    dropAfterMs: agents.dropAfter,
  };
}
