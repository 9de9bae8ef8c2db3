import type { StartedLabContainer } from '../../containers/index.ts';
import type { ControlImplementation } from '../../control/control.ts';
import type { containersContract } from '../controls/containers-control.ts';
import { MachineError } from '../networked/errors.ts';
import type { Gateway } from '../networked/gateway.ts';
import type { AgentMachines } from './agent-machines.ts';
import type { Dock } from './dock.ts';
import type { DockerHost } from './docker-yard.ts';

export interface FaultyMachines {
  readonly dock: Dock;
  readonly hosts: ReadonlyMap<string, DockerHost>;
  readonly agents: AgentMachines;
  gateway(name: string): Promise<Gateway> | undefined;
  /** Whether the agent on a host takes the lab clock, which it does over its machine's own network. */
  takesLabClock(host: string): boolean;
}

type Listed = Awaited<ReturnType<ControlImplementation<typeof containersContract>['list']>>;

/** Why something cannot be done to a machine, and what can. */
const INSTEAD = {
  agentsProgram: "it carries an agent alone, so this is the agents control's: agents.kill, pause, restart",
  lostState: 'its component lost its state when it was killed; raise another lab',
  conducted: 'its component is conducted over the same cable; pause it, or hold its links',
  labClock:
    'its agent takes the lab clock over the same cable; write `clock: wall` beside the agent in the lab file',
} as const;

/** Faults of machines: what happens to an agent's program is the agents control's. Disposing of it mends them. */
export class MachineFaults implements AsyncDisposable {
  readonly #machines: FaultyMachines;
  readonly #unplugged = new Set<string>();
  readonly #paused = new Set<string>();

  constructor(machines: FaultyMachines) {
    this.#machines = machines;
  }

  get implementation(): ControlImplementation<typeof containersContract> {
    return {
      list: () => this.#list(),
      kill: ({ host }) => this.#kill(host),
      start: ({ host }) => this.#start(host),
      pause: ({ host }) => this.#pause(host),
      unpause: ({ host }) => this.#unpause(host),
      disconnect: ({ host }) => this.#disconnect(host),
      reconnect: ({ host }) => this.#reconnect(host),
      status: () => ({ containers: this.#all().length, image: this.#machines.dock.image }),
    };
  }

  /** Containers outlive the lab: the next one must not find them paused. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled([...this.#paused].map((host) => this.#unpause(host)));
  }

  #all(): [string, StartedLabContainer][] {
    const { hosts, agents } = this.#machines;
    return [
      ...[...hosts].map(([name, { container }]): [string, StartedLabContainer] => [name, container]),
      ...agents.machines(),
    ];
  }

  async #list(): Promise<Listed> {
    const { dock } = this.#machines;
    const containers = this.#all().map(async ([host, { id }]) => {
      const state = await stateOf(dock, id);
      return { host, id, state, connected: !this.#unplugged.has(host) };
    });
    return { containers: await Promise.all(containers) };
  }

  async #kill(name: string): Promise<void> {
    const { session, container } = this.#host(name);
    session.expectEnd();
    await container.kill();
    await container.exited;
    await session.gone;
    (await this.#machines.gateway(name))?.lose();
  }

  async #start(name: string): Promise<void> {
    const { container } = this.#host(name);
    const gateway = await this.#machines.gateway(name);
    if (gateway === undefined) throw this.#cannot(name, INSTEAD.lostState);
    if (container.exit === undefined) return;
    await container.start();
    await gateway.open();
  }

  async #pause(name: string): Promise<void> {
    const { session, container } = this.#host(name);
    session.suspend();
    this.#paused.add(name);
    await container.pause();
  }

  async #unpause(name: string): Promise<void> {
    const { session, container } = this.#host(name);
    await container.unpause();
    this.#paused.delete(name);
    session.resume();
  }

  async #disconnect(name: string): Promise<void> {
    const { hosts, dock, takesLabClock } = this.#machines;
    const container = this.#agent(name);
    if (container === undefined) {
      throw this.#cannot(name, hosts.has(name) ? INSTEAD.conducted : undefined);
    }
    if (takesLabClock(name)) throw this.#cannot(name, INSTEAD.labClock);
    await container.disconnect(dock.networks.corporate);
    this.#unplugged.add(name);
  }

  async #reconnect(name: string): Promise<void> {
    const container = this.#agent(name);
    if (!this.#unplugged.delete(name) || container === undefined) return;
    await container.reconnect(this.#machines.dock.networks.corporate);
  }

  #agent(name: string): StartedLabContainer | undefined {
    return this.#machines.agents.get(name);
  }

  /** The machine of a component, or one that stands before it. Throws MachineError. */
  #host(name: string): DockerHost {
    const host = this.#machines.hosts.get(name);
    if (host !== undefined) return host;
    throw this.#cannot(name, this.#agent(name) === undefined ? undefined : INSTEAD.agentsProgram);
  }

  #cannot(name: string, reason: string | undefined): MachineError {
    const known = this.#all().map(([host]) => host);
    return new MachineError(name, known, reason);
  }
}

async function stateOf({ ground }: Dock, id: string): Promise<'running' | 'paused' | 'exited'> {
  const { State } = await ground.docker.getContainer(id).inspect();
  if (State.Paused) return 'paused';
  return State.Running ? 'running' : 'exited';
}
