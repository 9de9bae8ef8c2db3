import { processRunner, type AgentRunner } from '../agent/index.ts';
import type { ControlImplementation } from '../control/control.ts';
import type { conductorContract } from '../hosting/host-contract.ts';
import type { SessionGround } from '../hosting/host-session.ts';
import type { ConnectControl } from '../connect/index.ts';
import type { AgentHosts } from './agent-hosts.ts';
import type { ContainersControl } from './controls/containers-control.ts';
import type { HostSource } from './estate-host.ts';
import type { Ground } from './ground.ts';
import { launcherOf, type LabOptions } from './lab-options.ts';
import { localHosts } from './local-hosts.ts';
import { onOneMachine, type Placement } from './placement.ts';
import { ProcessYard } from './process-yard.ts';
import { writeBack } from './write-back.ts';

/** What a launcher raises a lab on: where components and agents run, and how they find one another. */
export interface Terrain {
  readonly hosts: HostSource;
  readonly placement: Placement;
  readonly runner: AgentRunner;
  /** What agents run that have no command of their own; the reference agent where undefined. */
  readonly agentCommand: readonly string[] | undefined;
  /** What the agent of a host is given as PTALAB_CLOCK_URL. */
  clockUrlFor(host: string): string;
  /** The containers, where there are any. */
  readonly containers: ContainersControl | undefined;
}

/** What hosts may ask for, once it is there. */
export interface Conducting {
  agents: AgentHosts | undefined;
  /** Entra Connect servers by host. */
  connect: ReadonlyMap<string, ConnectControl> | undefined;
}

/** The terrain of the launcher that the options name. */
export async function terrainOf(
  ground: Ground,
  options: LabOptions,
  conducting: Conducting,
  stack: AsyncDisposableStack,
): Promise<Terrain> {
  const conductor = conductorOf(conducting);
  const { clock, events, seed, authority, extension, janitor } = ground;
  const here = {
    placement: onOneMachine,
    runner: processRunner(janitor),
    agentCommand: options.agentCommand,
    clockUrlFor: (host: string) => extension.urlFor(host),
    containers: undefined,
  };
  const launcher = launcherOf(options);
  if (events === undefined) return { ...here, hosts: localHosts(ground, conductor) };
  const session: SessionGround = { clock, events, seed, authority: await authority.share(), conductor };
  if (options.standing !== undefined) {
    return options.standing.terrain(session, extension, options.agentCommand, stack);
  }
  if (launcher === 'process') {
    const yard = options.yard ?? stack.use(new ProcessYard(janitor));
    return { ...here, hosts: yard.hosts(session) };
  }
  const { DockerYard } = await import('./docker/docker-yard.ts');
  const yard = options.dockyard ?? stack.use(new DockerYard(options));
  return yard.terrain(session, extension, options.agentCommand, ground.ignoredPorts, stack);
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
    writePassword: (order) => writeBack(order, conducting.connect?.values() ?? []),
  };
}
