import type { LabConfig } from '../../config/index.ts';
import { connectContract, type ConnectControl } from '../../connect/index.ts';
import { administratorOf } from '../administrator.ts';
import { controlOn } from '../component-control.ts';
import type { Raising } from '../raising.ts';
import type { CloudPart } from './cloud.ts';
import { cloudName } from './cloud-name.ts';
import type { EgressPart } from './egress.ts';
import type { ForestPart } from './forest.ts';

export interface ConnectSurroundings {
  readonly forest: ForestPart | undefined;
  readonly cloud: CloudPart;
  readonly egress: EgressPart | undefined;
}

/** Entra Connect servers by host, each with its first cycle behind it. */
export async function startConnectPart(
  raising: Raising,
  config: LabConfig,
  around: ConnectSurroundings,
): Promise<ReadonlyMap<string, ConnectControl>> {
  const servers = new Map<string, ConnectControl>();
  const raised = await Promise.all(
    config.connect.map(async (server) => ({ server, host: await raising.raise(server.host) })),
  );
  for (const { server, host } of raised) {
    const surroundings = await surroundingsOf(raising, config, server.host, around);
    await host.control.startConnect({ config: server, ...surroundings });
    servers.set(server.host, controlOn(host, server.host, connectContract));
  }
  return servers;
}

async function surroundingsOf(
  { wires }: Raising,
  config: LabConfig,
  host: string,
  { forest, cloud, egress }: ConnectSurroundings,
) {
  if (forest === undefined || egress === undefined) throw new Error(`${host} needs a forest and an egress`);
  const service = `svc-connect@${forest.domain}`;
  const upn = administratorOf(config);
  return {
    proxy: await egress.proxyFor(host),
    directory: await wires.directory(host, forest),
    serviceAccount: { upn: service, ...(await forest.control.passwordOf({ user: service })) },
    cloudAccount: { upn, ...(await cloud.control.passwordOf({ upn })) },
    tenantId: cloud.tenantId,
    origins: {
      login: `https://${cloudName(cloud, 'cloud/login')}`,
      graph: `https://${cloudName(cloud, 'cloud/graph')}`,
    },
    baseDn: forest.base,
    people: forest.people,
  };
}
