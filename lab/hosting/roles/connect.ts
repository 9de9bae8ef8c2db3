import type { Dispatcher } from 'undici';
import { startConnectServer, type AgentInstaller } from '../../connect/index.ts';
import { relayControl } from '../../control/control.ts';
import { createDispatcher } from '../../http/dispatcher.ts';
import { createProxyDispatcher } from '../../http/proxy-dispatcher.ts';
import { contextFor, type HostGround } from '../ground.ts';
import type { ConductorControl } from '../host-contract.ts';
import type { Hosted } from '../hosted.ts';
import type { ConnectOrder } from '../orders.ts';

export async function hostConnect(ground: HostGround, order: ConnectOrder): Promise<Hosted> {
  const { config, proxy, ...peers } = order;
  const trust = ground.authority.pem;
  const dispatcher = proxy === undefined ? byName(config.host, trust) : createProxyDispatcher(proxy, trust);
  const agentInstaller = installerBy(ground.conductor);
  const server = await startConnectServer(config, contextFor(ground, config.host), {
    ...peers,
    dispatcher,
    agentInstaller,
    trust,
  });
  return {
    name: `Entra Connect on ${config.host}`,
    services: [],
    control: relayControl(config.host, server.control),
    [Symbol.asyncDispose]: async () => {
      await server.stop();
      await dispatcher.destroy();
    },
  };
}

/** The way out of a host that knows of no proxy: every name is looked up by the host's own resolver. */
function byName(host: string, trust: string): Dispatcher {
  return createDispatcher({ host, trust, resolve: (hostname, port) => ({ host: hostname, port }) });
}

/** Agents are not this host's to start: it asks whoever conducts the lab. */
function installerBy(conductor: ConductorControl): AgentInstaller {
  return {
    install: (host, token) => conductor.installAgent({ host, token }),
    uninstall: async (host) => void (await conductor.uninstallAgent({ host })),
    installed: async (host) => (await conductor.hasAgent({ host })).installed,
  };
}
