import type { ComponentContext, Started } from '../component.ts';
import { inlineControl } from '../control/control.ts';
import { generateKeys, type KeySource } from '../pki/key-source.ts';
import { startAdminCenter } from './admin-center/start-admin-center.ts';
import { Apps } from './apps/apps.ts';
import { appFrom } from './apps/register.ts';
import type { CloudConfig } from './config.ts';
import { cloudContract, type CloudControl } from './control.ts';
import type { PasswordWriteback } from './core/password-changes/writeback.ts';
import type { SyncedPopulation } from './core/synced/population.ts';
import { Tenants } from './core/tenants.ts';
import { startGraph } from './graph/start-graph.ts';
import { certifiedNames, commonHosts, graphHost, type HostEntry } from './hosts.ts';
import { adminTokens } from './login/admin-tokens.ts';
import type { LoginContext } from './login/context.ts';
import { SigningKeys } from './login/keys/signing-keys.ts';
import { CLOUD_NAMES } from './login/names.ts';
import { openLogin } from './login/open-login.ts';
import { startLogin } from './login/start-login.ts';
import { startProvisioning } from './provisioning/start-provisioning.ts';
import { startRevocation } from './revocation/start-revocation.ts';
import { serveCloudControl } from './serve-control.ts';
import { startTenant, type StartedTenant } from './start-tenant.ts';
import type { AdminTokenVerifier } from './tenant-seam.ts';
import type { TenantOffice } from './web/admin-office.ts';
import type { StartedWebService } from './web/web-service.ts';

export interface CloudContext extends ComponentContext {
  /** Where the token signing key comes from; generated unless given. */
  readonly keys?: KeySource | undefined;
  /** Users of the forest whom a Connect server may export as one. */
  readonly population?: SyncedPopulation | undefined;
  /** The way of new passwords to the forest, where there is one. */
  readonly writeback?: PasswordWriteback | undefined;
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
  const keys = new SigningKeys(context.keys ?? generateKeys(), context.clock, context.history);
  const admins = adminTokens(context.clock, keys, CLOUD_NAMES[config.environment]);
  const [own, ...others] = await startTenants(config, context, admins, starting);
  const { login, hosts } = await startCommon(
    config,
    { ...context, admins, signing: keys },
    [own, ...others],
    starting,
  );
  const running = starting.move();
  const stop = (): Promise<void> => running.disposeAsync();
  const parts = { desk: own.office, directory: own.office.directory, agents: own.agents, login };
  return {
    name: 'cloud',
    tenantId: own.office.tenant.id,
    control: inlineControl('cloud', cloudContract, serveCloudControl(parts)),
    hosts: [...hosts, ...[own, ...others].flatMap((tenant) => tenant.hosts)],
    agentAuthorityPem: own.agents.authorityPem,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** The lab's own tenant first. */
async function startTenants(
  { moreTenants, agents, tokenLifetime: _, ...own }: CloudConfig,
  context: CloudContext,
  admins: AdminTokenVerifier,
  starting: AsyncDisposableStack,
): Promise<[StartedTenant, ...StartedTenant[]]> {
  const { environment } = own;
  const { population, writeback } = context;
  // The lab's forest is the first tenant's.
  const forest = (number: number) => (number === 1 ? { population, writeback } : {});
  const startOne = async (config: CloudConfig['moreTenants'][number], number: number) => {
    const tenant = await startTenant(
      { config, agents, number, admins, environment, ...forest(number) },
      context,
    );
    starting.defer(() => tenant.agents.stop());
    return tenant;
  };
  return [
    await startOne(own, 1),
    ...(await Promise.all(moreTenants.map((config, index) => startOne(config, index + 2)))),
  ];
}

interface CommonGround extends ComponentContext {
  readonly admins: AdminTokenVerifier;
  readonly signing: SigningKeys;
}

/** What all tenants share, and the names it is called by. */
async function startCommon(
  config: CloudConfig,
  context: CommonGround,
  started: readonly StartedTenant[],
  starting: AsyncDisposableStack,
): Promise<{ readonly login: LoginContext; readonly hosts: readonly HostEntry[] }> {
  const { clock, history, chance, authority, admins } = context;
  const keep = <T extends StartedWebService>(web: T): T => {
    starting.defer(() => web.stop());
    return web;
  };
  const offices = started.map(({ office }) => office);
  const office = (tenantId: string) => offices.find(({ tenant }) => tenant.id === tenantId);
  const administration = { admins, clock, chance, history, office };
  const names = CLOUD_NAMES[config.environment];
  const tenants = new Tenants({ history, clock, newId: () => chance.uuid() }, offices);
  const { login: settings, tokenLifetime } = config;
  const apps = openApps(config, offices, chance.seed);
  const login = openLogin({ tenants, apps, keys: context.signing, names, settings, tokenLifetime }, context);
  const credential = await authority.issueServer(certifiedNames(names));
  const services = {
    login: keep(await startLogin(credential, login)).service,
    graph: keep(await startGraph(credential, administration, [graphHost(names)])).service,
    adminCenter: keep(await startAdminCenter(credential, names)).service,
    provisioning: keep(await startProvisioning(credential, administration)).service,
    revocation: keep(await startRevocation(authority, clock)).service,
  };
  return { login, hosts: commonHosts(services, names) };
}

/** The applications that each tenant's configuration registers. Throws AppExistsError. */
function openApps(config: CloudConfig, offices: readonly TenantOffice[], seed: string): Apps {
  const apps = new Apps();
  const registered = [config, ...config.moreTenants].map((one) => one.apps);
  for (const [index, { tenant }] of offices.entries())
    for (const app of registered[index] ?? []) apps.add(appFrom(app, tenant.id, seed));
  return apps;
}
