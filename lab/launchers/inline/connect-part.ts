import type { StartedCloud } from '../../cloud/index.ts';
import type { LabConfig } from '../../config/index.ts';
import { startConnectServer, type AgentInstaller, type StartedConnectServer } from '../../connect/index.ts';
import type { StartedEgress } from '../../egress/index.ts';
import type { StartedForest } from '../../forest/index.ts';
import { createProxyDispatcher } from '../../http/proxy-dispatcher.ts';
import { administratorOf } from '../administrator.ts';
import type { AgentHosts } from '../agent-hosts.ts';
import { directoryOf } from '../directory.ts';
import type { Ground } from '../ground.ts';
import { keep } from '../keep.ts';

export interface ConnectSurroundings {
  readonly forest: StartedForest | undefined;
  readonly cloud: StartedCloud;
  readonly egress: StartedEgress | undefined;
  readonly agents: AgentHosts;
}

/** Entra Connect servers by host, each with its first cycle behind it. */
export async function startConnectPart(
  ground: Ground,
  config: LabConfig,
  around: ConnectSurroundings,
  stack: AsyncDisposableStack,
): Promise<ReadonlyMap<string, StartedConnectServer>> {
  const servers = new Map<string, StartedConnectServer>();
  for (const server of config.connect) {
    const peers = await peersOf(ground, config, server.host, around, stack);
    servers.set(
      server.host,
      await keep(stack, startConnectServer(server, ground.contextFor(server.host), peers)),
    );
  }
  return servers;
}

async function peersOf(
  ground: Ground,
  config: LabConfig,
  host: string,
  { forest, cloud, egress, agents }: ConnectSurroundings,
  stack: AsyncDisposableStack,
): Promise<Parameters<typeof startConnectServer>[2]> {
  if (forest === undefined || egress === undefined) throw new Error(`${host} needs a forest and an egress`);
  const { address } = await ground.links.open(host, egress.proxy);
  const dispatcher = createProxyDispatcher(address, ground.authority.pem);
  stack.defer(() => dispatcher.destroy());
  const service = `svc-connect@${forest.domain}`;
  const upn = administratorOf(config);
  return {
    directory: await directoryOf(ground.links, host, forest),
    dispatcher,
    agentInstaller: installerOf(agents),
    serviceAccount: { upn: service, ...(await forest.control.passwordOf({ user: service })) },
    cloudAccount: { upn, ...(await cloud.control.passwordOf({ upn })) },
    tenantId: cloud.tenantId,
    trust: ground.authority.pem,
    baseDn: forest.base,
  };
}

function installerOf(agents: AgentHosts): AgentInstaller {
  return {
    install: async (host, token) => ({ agentId: (await agents.install(host, token)).agentId }),
    uninstall: (host) => agents.uninstall(host),
    installed: (host) => agents.has(host),
  };
}
