import type { LabNetwork } from '../../containers/index.ts';
import type { Address } from '../../links/service.ts';
import { containersControl, type ContainersControl } from '../controls/containers-control.ts';
import type { MachineHost, Machines, MachinesGround } from '../networked/machines.ts';
import { addressIn, hostAddress } from '../networked/subnet.ts';
import { AgentMachines } from './agent-machines.ts';
import { isInside, namesOf } from './definitions.ts';
import { RELAY, type Dock } from './dock.ts';
import type { DockerHost, DockerYard } from './docker-yard.ts';
import { MachineFaults } from './machine-faults.ts';

/** Real milliseconds that a container may take to its host's dialling in. */
const BOOT_MS = 60_000;

export interface DockerMachinesOptions {
  readonly dock: Dock;
  readonly yard: DockerYard;
  readonly agentImage: string | undefined;
  /** Whether the agent on a host takes the lab clock now. */
  takesLabClock(host: string): boolean;
}

/** One lab's containers. */
export class DockerMachines implements Machines {
  readonly bootMs = BOOT_MS;
  readonly conductor = RELAY;
  readonly control: ContainersControl;
  readonly here: Machines['here'];
  readonly #ground: MachinesGround;
  readonly #options: DockerMachinesOptions;
  readonly #agents: AgentMachines;
  readonly #hosts = new Map<string, DockerHost>();
  readonly #faults: MachineFaults;

  constructor(ground: MachinesGround, options: DockerMachinesOptions) {
    const { dock, agentImage, takesLabClock } = options;
    const { corporate, internet } = dock.networks;
    const { introductions, boot, gateway } = ground;
    this.#ground = ground;
    this.#options = options;
    this.here = {
      // Containers that somebody puts there are devices outside, as programs of this machine are.
      INTERNET: [hostAddress(internet.subnet), internet.subnet],
      WORKSTATION1: [hostAddress(corporate.subnet)],
    };
    this.#agents = new AgentMachines({ dock, boot, introductions, agentImage });
    this.#faults = new MachineFaults({
      dock,
      hosts: this.#hosts,
      agents: this.#agents,
      gateway,
      takesLabClock,
    });
    this.control = containersControl(this.#faults.implementation);
  }

  get runner(): Machines['runner'] {
    return this.#agents.runner;
  }

  prepare(names: readonly string[]): void {
    const { yard, dock } = this.#options;
    // All have their addresses before the first of them is told of the others.
    for (const name of names) if (isInside(name)) dock.addresses.of(name);
    for (const name of names) yard.machine(dock, name, this.#seed).catch(() => undefined);
  }

  async raise(name: string): Promise<MachineHost> {
    const { yard, dock } = this.#options;
    const host = await yard.host(dock, name, this.#ground.session);
    this.#hosts.set(name, host);
    return host;
  }

  /**
   * Linux reaches containers by their own addresses, without the engine's proxy, in which bytes can lie while all is
   * quiet at both of its ends; elsewhere the published port is the only way.
   */
  async reach(from: 'INTERNET' | 'WORKSTATION1', machine: MachineHost, port: number): Promise<Address> {
    const { corporate, internet } = this.#options.dock.networks;
    const inside = from === 'WORKSTATION1';
    if (inside || process.platform === 'linux') {
      return { host: addressOf(machine, inside ? corporate : internet), port };
    }
    const container = await this.#options.yard.machine(this.#options.dock, machine.name, this.#seed);
    const asking = container.mappedPort(port);
    return { host: '127.0.0.1', port: await this.#ground.boot.busy('asking the engine', asking) };
  }

  isNamed(machine: string, name: string): boolean {
    return namesOf(machine, this.#seed).includes(name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#faults[Symbol.asyncDispose]();
    await this.#agents[Symbol.asyncDispose]();
  }

  get #seed(): string {
    return this.#ground.session.seed;
  }
}

function addressOf({ name, addresses }: MachineHost, { subnet }: LabNetwork): string {
  const address = addressIn(subnet, addresses);
  if (address === undefined) throw new Error(`${name} has no address in ${subnet}`);
  return address;
}
