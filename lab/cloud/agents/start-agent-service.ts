import type { ComponentContext } from '../../component.ts';
import { quietServer, serviceHost, type ServiceHost } from '../../http/quiet-server.ts';
import type { Service } from '../../links/service.ts';
import { Authority, type Credential } from '../../pki/authority.ts';
import { serveAnswers } from '../passthrough/answer-routes.ts';
import { Encryption } from '../passthrough/encryption.ts';
import { PassThrough } from '../passthrough/pass-through.ts';
import { PayloadMeter, type PayloadBytes } from '../passthrough/payload-bytes.ts';
import { PendingRequests } from '../passthrough/pending-requests.ts';
import type { PassthroughValidator } from '../passthrough/validator.ts';
import { seededDispatch } from '../queue/dispatch.ts';
import { EmbeddedQueue } from '../queue/embedded-queue.ts';
import { QueueCredentials } from '../queue/queue-credentials.ts';
import { startQueueFront, type QueueFront } from '../queue/queue-front.ts';
import type { TenantIdentity } from '../tenant-seam.ts';
import type { AgentOffice } from './agent-office.ts';
import { serveBootstrap } from './bootstrap/bootstrap-routes.ts';
import { agentServiceConfig, type AgentServiceSettings } from './config.ts';
import { contractApp } from './contract/app.ts';
import { CERTIFIED_NAMES } from './contract/names.ts';
import { AgentRegistry } from './core/agent-registry.ts';
import type { AgentRecord } from './core/registration.ts';
import { serveRegistration } from './registration/registration-routes.ts';
import { serveStatus } from './status/status-routes.ts';

/** The agent-facing side of the cloud, running. */
export interface StartedAgentService extends AsyncDisposable {
  readonly validator: PassthroughValidator;
  readonly services: {
    readonly registration: Service;
    /** Bootstrap, mTLS. */
    readonly bootstrap: Service;
    /** Status on port 8080, plain HTTP. */
    readonly status: Service;
    readonly queue: Service;
    /** Answers, mTLS. */
    readonly answers: Service;
  };
  /** The list of agents, oldest first. */
  agents(): AgentRecord[];
  /** The host an agent runs on, as it last reported. */
  machineOf(agentId: string): string | undefined;
  /** Ids of the agents that listen on the queue now. */
  listeners(): readonly string[];
  /** The tenant's agent CA (PEM). */
  readonly authorityPem: string;
  bytes(): PayloadBytes;
  stop(): Promise<void>;
}

/** Starts registration, bootstrap, status, queue and answers for one tenant. */
export async function startAgentService(
  settings: AgentServiceSettings,
  context: ComponentContext,
  tenant: TenantIdentity,
): Promise<StartedAgentService> {
  const config = agentServiceConfig.parse(settings);
  const { names } = tenant;
  const [agentAuthority, tls] = await context.clock.busy(
    'certificates of the agent service',
    Promise.all([
      Authority.create(`CN=${tenant.tenantId} PTA agent CA`),
      context.authority.issueServer(CERTIFIED_NAMES),
    ]),
  );
  const registry = new AgentRegistry(config, () => context.clock.now());
  const credentials = new QueueCredentials();
  const office: AgentOffice = { config, context, tenant, names, registry, credentials, agentAuthority };
  const queue = new EmbeddedQueue({ ...context, dispatch: seededDispatch(tenant.seed) });
  const [pending, meter, encryption] = [new PendingRequests(), new PayloadMeter(), new Encryption()];
  const [front, open, mutual, plain] = await Promise.all([
    queueSurface(tls, office, queue),
    openSurface(tls, office),
    mutualSurface(tls, office, { pending, meter }),
    plainSurface(office),
  ]);
  const stop = async (): Promise<void> => {
    for (const one of [front, open, mutual, plain]) one.drop();
    await encryption[Symbol.asyncDispose]();
  };
  return {
    validator: new PassThrough({
      ...context,
      seed: context.chance.seed,
      answerLimitMs: config.answerLimitMs,
      queue,
      pending,
      meter,
      encryption,
      recipients: () => registry.recipients(),
    }),
    services: {
      registration: open.service(serviceName('registration', tenant)),
      bootstrap: mutual.service(serviceName('bootstrap', tenant)),
      status: plain.service(serviceName('status', tenant)),
      queue: front.service,
      answers: mutual.service(serviceName('answers', tenant)),
    },
    agents: () => registry.records(),
    machineOf: (agentId) => registry.machineName(agentId),
    listeners: () => queue.presence.listening(),
    authorityPem: agentAuthority.pem,
    bytes: () => meter.read(),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** `cloud/queue`, and of the cloud's second tenant `cloud/queue-2`. */
function serviceName(part: string, { number = 1 }: TenantIdentity): string {
  return number === 1 ? `cloud/${part}` : `cloud/${part}-${number}`;
}

/** The tenant's queue: each agent listens on its one address, with the password of its last bootstrap. */
function queueSurface(tls: Credential, office: AgentOffice, queue: EmbeddedQueue): Promise<QueueFront> {
  const options = {
    clock: office.context.clock,
    queue,
    address: `${office.tenant.tenantId}/requests`,
    authenticate: (username: string, password: string) => queueUser(office, username, password),
  };
  return startQueueFront(tls, options, serviceName('queue', office.tenant));
}

/** Registration: TLS, and no client certificate yet. */
async function openSurface(tls: Credential, office: AgentOffice): Promise<ServiceHost> {
  const server = quietServer(tls);
  const app = await contractApp(server, office.context.history);
  serveRegistration(app, office);
  await app.ready();
  return serviceHost(server);
}

/** Bootstrap and answers: the handshake fails without a certificate of the tenant's agent CA. */
async function mutualSurface(
  tls: Credential,
  office: AgentOffice,
  desk: { readonly pending: PendingRequests; readonly meter: PayloadMeter },
): Promise<ServiceHost> {
  const ca = office.agentAuthority.pem;
  const server = quietServer(tls, { ca, requestCert: true, rejectUnauthorized: true });
  const app = await contractApp(server, office.context.history);
  serveBootstrap(app, office);
  serveAnswers(app, { office, ...desk });
  await app.ready();
  return serviceHost(server);
}

/** Port 8080: plain HTTP, signed reports. */
async function plainSurface(office: AgentOffice): Promise<ServiceHost> {
  const server = quietServer();
  const app = await contractApp(server, office.context.history);
  serveStatus(app, office);
  await app.ready();
  return serviceHost(server);
}

function queueUser({ credentials, registry }: AgentOffice, agentId: string, password: string) {
  if (!credentials.accepts(agentId, password) || registry.valid(agentId) === undefined) return undefined;
  return { agentId, machineName: registry.machineName(agentId) ?? agentId };
}
