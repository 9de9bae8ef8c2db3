import type { ComponentContext, Started } from '../component.ts';
import { inlineControl } from '../control/control.ts';
import { generateKeys, type KeySource } from '../pki/key-source.ts';
import { ReplayMemory } from './assertions/replay.ts';
import type { CloudConfig } from './config.ts';
import { cloudContract, type CloudControl } from './control.ts';
import { Tenants } from './core/tenants.ts';
import { startGraph } from './graph/start-graph.ts';
import { CERTIFIED_NAMES, commonHosts, type HostEntry } from './hosts.ts';
import { adminTokens } from './login/admin-tokens.ts';
import { RefreshTokens } from './login/refresh-tokens.ts';
import { openTokenKey, type TokenKey } from './login/signing-key.ts';
import { startLogin } from './login/start-login.ts';
import { startProvisioning } from './provisioning/start-provisioning.ts';
import { startRevocation } from './revocation/start-revocation.ts';
import { serveCloudControl } from './serve-control.ts';
import { startTenant, type StartedTenant } from './start-tenant.ts';
import type { StartedWebService } from './web/web-service.ts';

export interface CloudContext extends ComponentContext {
  /** Where the token signing key comes from; generated unless given. */
  readonly keys?: KeySource | undefined;
}

export interface StartedCloud extends Started {
  readonly name: 'cloud';
  /** The lab's own tenant. */
  readonly tenantId: string;
  readonly control: CloudControl;
  /** Real names and ports, for the hosts that call. */
  readonly hosts: readonly HostEntry[];
  /** The CA that signs agents' certificates, and nothing else. */
  readonly agentAuthorityPem: string;
}

/** Starts the cloud: its tenants, the sign-in side and the side that agents face. Throws TenantStateError. */
export function startCloud(config: CloudConfig, context: CloudContext): Promise<StartedCloud> {
  return context.clock.busy('starting the cloud', start(config, context));
}

async function start(config: CloudConfig, context: CloudContext): Promise<StartedCloud> {
  await using starting = new AsyncDisposableStack();
  const key = openTokenKey(context.keys ?? generateKeys(), context.clock);
  const [own, ...others] = await startTenants(config, context, key, starting);
  const common = await startCommon(config, context, [own, ...others], key, starting);
  const running = starting.move();
  const stop = (): Promise<void> => running.disposeAsync();
  const parts = { desk: own.office, directory: own.office.directory, agents: own.agents };
  return {
    name: 'cloud',
    tenantId: own.office.tenant.id,
    control: inlineControl('cloud', cloudContract, serveCloudControl(parts)),
    hosts: [...common, ...[own, ...others].flatMap(({ hosts }) => hosts)],
    agentAuthorityPem: own.agents.authorityPem,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

type TokenKeys = () => Promise<TokenKey>;

/** The lab's own tenant first. */
async function startTenants(
  { moreTenants, agents, tokenLifetime: _, ...own }: CloudConfig,
  context: CloudContext,
  key: TokenKeys,
  starting: AsyncDisposableStack,
): Promise<[StartedTenant, ...StartedTenant[]]> {
  const admins = adminTokens(context.clock, key);
  const startOne = async (config: CloudConfig['moreTenants'][number], number: number) => {
    const tenant = await startTenant({ config, agents, number, admins }, context);
    starting.defer(() => tenant.agents.stop());
    return tenant;
  };
  return [
    await startOne(own, 1),
    ...(await Promise.all(moreTenants.map((config, index) => startOne(config, index + 2)))),
  ];
}

/** What all tenants share. Answers the names it is called by. */
async function startCommon(
  config: CloudConfig,
  context: CloudContext,
  started: readonly StartedTenant[],
  key: TokenKeys,
  starting: AsyncDisposableStack,
): Promise<readonly HostEntry[]> {
  const { clock, history, chance, authority } = context;
  const keep = <T extends StartedWebService>(web: T): T => {
    starting.defer(() => web.stop());
    return web;
  };
  const newId = (): string => chance.uuid();
  const offices = started.map(({ office }) => office);
  const tenants = new Tenants({ history, clock, newId }, offices);
  const admins = {
    ...{ admins: adminTokens(clock, key), clock, chance, history },
    office: (tenantId: string) => offices.find(({ tenant }) => tenant.id === tenantId),
  };
  const refreshTokens = new RefreshTokens();
  const mint = { clock, lifetimeMs: config.tokenLifetime, key, newId, refreshTokens };
  const login = { tenants, mint, replay: new ReplayMemory(), chance };
  const credential = await authority.issueServer(CERTIFIED_NAMES);
  return commonHosts({
    login: keep(await startLogin(credential, login)).service,
    graph: keep(await startGraph(credential, admins)).service,
    provisioning: keep(await startProvisioning(credential, admins)).service,
    revocation: keep(await startRevocation(authority, clock)).service,
  });
}
