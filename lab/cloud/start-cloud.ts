import type { ComponentContext, Started } from '../component.ts';
import { inlineControl } from '../control/control.ts';
import { generateKeys, type KeySource } from '../pki/key-source.ts';
import type { AgentServiceSettings } from './agents/config.ts';
import { startAgentService, type StartedAgentService } from './agents/start-agent-service.ts';
import { ReplayMemory } from './assertions/replay.ts';
import type { CloudConfig } from './config.ts';
import { cloudContract, type CloudControl } from './control.ts';
import type { SignInDesk } from './core/desk.ts';
import type { Authentication } from './core/domain.ts';
import { DEFAULT_OUTCOMES } from './core/outcomes.ts';
import { startGraph } from './graph/start-graph.ts';
import { CERTIFIED_NAMES, cloudHosts, type CloudServices, type HostEntry } from './hosts.ts';
import { adminTokens } from './login/admin-tokens.ts';
import { RefreshTokens } from './login/refresh-tokens.ts';
import { openTokenKey } from './login/signing-key.ts';
import { startLogin } from './login/start-login.ts';
import { openTenant, type OpenedTenant } from './open-tenant.ts';
import { startProvisioning } from './provisioning/start-provisioning.ts';
import { startRevocation } from './revocation/start-revocation.ts';
import { serveCloudControl } from './serve-control.ts';
import type { StartedWebService } from './web/web-service.ts';

export interface CloudContext extends ComponentContext {
  /** Where the token signing key comes from; generated unless given. */
  readonly keys?: KeySource | undefined;
}

export interface StartedCloud extends Started {
  readonly name: 'cloud';
  readonly tenantId: string;
  readonly control: CloudControl;
  readonly services: CloudServices;
  /** Real names and ports, for the hosts that call. */
  readonly hosts: readonly HostEntry[];
  /** The CA that signs agents' certificates, and nothing else. */
  readonly agentAuthorityPem: string;
}

/** Starts the tenant's cloud: both the sign-in side and the side that agents face. Throws TenantStateError. */
export function startCloud(config: CloudConfig, context: CloudContext): Promise<StartedCloud> {
  return context.clock.busy('starting the cloud', start(config, context));
}

async function start(config: CloudConfig, context: CloudContext): Promise<StartedCloud> {
  await using starting = new AsyncDisposableStack();
  const opened = openTenant(config, context.chance.seed);
  const key = openTokenKey(context.keys ?? generateKeys(), context.clock);
  const admins = adminTokens(opened.tenant.id, context.clock, key);
  const identity = { tenantId: opened.tenant.id, seed: context.chance.seed, admins };
  const agents = await startAgentService(agentSettings(config), context, identity);
  starting.defer(() => agents.stop());

  const desk = openDesk(config, context, opened, agents);
  const convertDomain = converter(desk);
  const keep = <T extends StartedWebService>(web: T): T => {
    starting.defer(() => web.stop());
    return web;
  };
  const credential = await context.authority.issueServer(CERTIFIED_NAMES);
  const newId = (): string => context.chance.uuid();
  const mint = {
    tenantId: opened.tenant.id,
    clock: context.clock,
    lifetimeMs: config.tokenLifetime,
    key,
    newId,
  };
  const login = {
    desk,
    mint: { ...mint, refreshTokens: new RefreshTokens() },
    replay: new ReplayMemory(),
    chance: context.chance,
  };
  const admin = { ...context, ...opened, admins, convertDomain, agents: () => agents.agents() };
  const services: CloudServices = {
    ...agents.services,
    login: keep(await startLogin(credential, login)).service,
    graph: keep(await startGraph(credential, admin)).service,
    provisioning: keep(await startProvisioning(credential, admin)).service,
    revocation: keep(await startRevocation(context.authority, context.clock)).service,
  };

  const running = starting.move();
  const stop = (): Promise<void> => running.disposeAsync();
  return {
    name: 'cloud',
    tenantId: opened.tenant.id,
    control: inlineControl(
      'cloud',
      cloudContract,
      serveCloudControl({ desk, directory: opened.directory, agents, convertDomain }),
    ),
    services,
    hosts: cloudHosts(opened.tenant.id, services),
    agentAuthorityPem: agents.authorityPem,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function agentSettings({ agents }: CloudConfig): AgentServiceSettings {
  return {
    limit: agents.limit,
    answerLimitMs: agents.answerLimit,
    bootstrapMs: agents.bootstrap,
    inactiveAfterMs: agents.inactiveAfter,
    dropAfterMs: agents.dropAfter,
  };
}

function openDesk(
  config: CloudConfig,
  context: CloudContext,
  opened: OpenedTenant,
  agents: StartedAgentService,
): SignInDesk {
  return {
    ...opened,
    validator: agents.validator,
    outcomes: { ...DEFAULT_OUTCOMES, ...config.outcomes },
    rules: { allowCloudPasswordValidation: config.allowCloudPasswordValidation },
    history: context.history,
    clock: context.clock,
    newId: () => context.chance.uuid(),
    machineOf: (agentId) => agents.machineOf(agentId),
  };
}

function converter({ tenant, history }: SignInDesk): (name: string, authentication: Authentication) => void {
  return (name, authentication) => {
    const domain = tenant.domains.convert(name, authentication);
    history.append({
      component: 'cloud',
      kind: 'domain.converted',
      data: { domain: domain.name, authentication },
    });
  };
}
