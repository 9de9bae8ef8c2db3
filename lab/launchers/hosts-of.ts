import type { ControlImplementation } from '../control/control.ts';
import type { conductorContract } from '../hosting/host-contract.ts';
import type { AgentHosts } from './agent-hosts.ts';
import type { HostSource } from './estate-host.ts';
import type { Ground } from './ground.ts';
import { launcherOf, type LabOptions } from './lab-options.ts';
import { localHosts } from './local-hosts.ts';
import { ProcessYard } from './process-yard.ts';

/** What hosts may ask for, once it is there. */
export interface Conducting {
  agents: AgentHosts | undefined;
}

/** Where the launcher of these options lets components run. */
export async function hostsOf(
  ground: Ground,
  options: LabOptions,
  conducting: Conducting,
  stack: AsyncDisposableStack,
): Promise<HostSource> {
  const conductor = conductorOf(conducting);
  const { clock, events, seed, authority } = ground;
  if (launcherOf(options) === 'inline' || events === undefined) return localHosts(ground, conductor);
  const yard = options.yard ?? stack.use(new ProcessYard(ground.janitor));
  return yard.hosts({ clock, events, seed, authority: await authority.share(), conductor });
}

function conductorOf(conducting: Conducting): ControlImplementation<typeof conductorContract> {
  const agents = (): AgentHosts => {
    if (conducting.agents === undefined)
      throw new Error('no agent can be installed yet: the lab is coming up');
    return conducting.agents;
  };
  return {
    installAgent: async ({ host, token }) => ({ agentId: (await agents().install(host, token)).agentId }),
    uninstallAgent: ({ host }) => agents().uninstall(host),
    hasAgent: ({ host }) => ({ installed: agents().has(host) }),
  };
}
