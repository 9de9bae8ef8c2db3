import type { StartedLabContainer } from '../../containers/index.ts';
import type { ControlImplementation } from '../../control/control.ts';
import type { containersContract } from '../controls/containers-control.ts';
import type { AgentMachines } from './agent-machines.ts';
import type { Dock } from './dock.ts';
import type { DockerHost } from './docker-yard.ts';
import { MachineError } from '../networked/errors.ts';
import type { Gateway } from '../networked/gateway.ts';

export interface Machines {
  readonly dock: Dock;
  readonly hosts: ReadonlyMap<string, DockerHost>;
  readonly agents: AgentMachines;
  gateway(name: string): Promise<Gateway> | undefined;
}

/** Faults of machines: what happens to an agent's program is the agents control's. */
export function machinesImplementation(machines: Machines): ControlImplementation<typeof containersContract> {
  const { dock, hosts, agents } = machines;
  const unplugged = new Set<string>();
  const all = (): [string, StartedLabContainer][] => [
    ...[...hosts].map(([name, { container }]): [string, StartedLabContainer] => [name, container]),
    ...agents.hosts().flatMap((name): [string, StartedLabContainer][] => {
      const container = agents.get(name);
      return container === undefined ? [] : [[name, container]];
    }),
  ];
  const machine = (name: string): StartedLabContainer => {
    const found = all().find(([known]) => known === name);
    if (found === undefined)
      throw new MachineError(
        name,
        all().map(([known]) => known),
      );
    return found[1];
  };
  const attached = async (name: string): Promise<readonly (typeof dock.networks.corporate)[]> => {
    const { corporate, internet } = dock.networks;
    const { NetworkSettings } = await dock.ground.docker.getContainer(machine(name).id).inspect();
    return [corporate, internet].filter((network) => network.name in NetworkSettings.Networks);
  };
  const cables = new Map<string, readonly (typeof dock.networks.corporate)[]>();
  return {
    list: async () => ({
      containers: await Promise.all(
        all().map(async ([host, { id }]) => ({
          host,
          id,
          state: await stateOf(dock, id),
          connected: !unplugged.has(host),
        })),
      ),
    }),
    kill: async ({ host }) => {
      const container = machine(host);
      await container.kill();
      await container.exited;
      await hosts.get(host)?.session.gone;
    },
    start: async ({ host }) => {
      const gateway = await machines.gateway(host);
      if (gateway === undefined)
        throw new MachineError(host, [], 'its component lost its state when it was killed');
      await machine(host).start();
      await gateway.open();
    },
    pause: async ({ host }) => {
      hosts.get(host)?.session.suspend();
      await machine(host).pause();
    },
    unpause: async ({ host }) => {
      await machine(host).unpause();
      hosts.get(host)?.session.resume();
    },
    disconnect: async ({ host }) => {
      const networks = await attached(host);
      cables.set(host, networks);
      hosts.get(host)?.session.suspend();
      for (const network of networks) await machine(host).disconnect(network);
      unplugged.add(host);
    },
    reconnect: async ({ host }) => {
      for (const network of cables.get(host) ?? []) await machine(host).reconnect(network);
      hosts.get(host)?.session.resume();
      unplugged.delete(host);
    },
    status: () => ({ containers: all().length, image: dock.image }),
  };
}

async function stateOf({ ground }: Dock, id: string): Promise<'running' | 'paused' | 'exited'> {
  const { State } = await ground.docker.getContainer(id).inspect();
  if (State.Paused) return 'paused';
  return State.Running ? 'running' : 'exited';
}
