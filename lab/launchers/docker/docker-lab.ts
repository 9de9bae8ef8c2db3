import type { AgentRunner } from '../../agent/index.ts';
import type { LabConfig } from '../../config/index.ts';
import type { LabNetwork } from '../../containers/index.ts';
import type { Clock } from '../../clock/clock.ts';
import type { SessionGround } from '../../hosting/host-session.ts';
import type { Address } from '../../links/service.ts';
import { containersControl, type ContainersControl } from '../controls/containers-control.ts';
import type { EstateHost, HostSource } from '../estate-host.ts';
import { gatewaysIn, hostsIn } from '../hosts-in.ts';
import type { PlacedService, Placement } from '../placement.ts';
import { AgentMachines } from './agent-machines.ts';
import type { Dock } from './dock.ts';
import type { DockerHost, DockerYard } from './docker-yard.ts';
import { Gateway } from './gateway.ts';
import { Introductions } from './introductions.ts';
import { listenersOf } from './listeners.ts';
import { machinesImplementation } from './machine-faults.ts';
import { namesOf } from './machines.ts';
import { addressIn, hostAddress } from './subnet.ts';

export interface DockerLabOptions {
  readonly dock: Dock;
  readonly yard: DockerYard;
  readonly session: SessionGround;
  readonly agentImage: string | undefined;
}

/** One lab in containers: which host is which machine, and how they find one another by name. */
export class DockerLab implements HostSource, Placement, AsyncDisposable {
  readonly bootMs: number;
  readonly control: ContainersControl;
  readonly introductions = new Introductions();
  readonly #options: DockerLabOptions;
  readonly #boot: Clock;
  readonly #agents: AgentMachines;
  readonly #hosts = new Map<string, DockerHost>();
  readonly #gateways = new Map<string, Promise<Gateway>>();

  constructor(options: DockerLabOptions) {
    const { dock, yard, session, agentImage } = options;
    this.#options = options;
    this.bootMs = yard.bootMs;
    this.#boot = session.clock.for('hosts');
    this.#agents = new AgentMachines({ dock, boot: this.#boot, introductions: this.introductions, agentImage });
    this.control = containersControl(
      machinesImplementation({
        dock,
        hosts: this.#hosts,
        agents: this.#agents,
        gateway: (name) => this.#gateways.get(name),
      }),
    );
  }

  get runner(): AgentRunner {
    return this.#agents.runner;
  }

  /** Whoever calls from this machine is a device outside, or a computer of the staff's inside. */
  async begin(): Promise<void> {
    const { corporate, internet } = this.#options.dock.networks;
    await this.introductions.introduce('INTERNET', [hostAddress(internet.subnet)]);
    await this.introductions.introduce('WORKSTATION1', [hostAddress(corporate.subnet)]);
  }

  prepare(config: LabConfig): void {
    const { yard, dock, session } = this.#options;
    for (const name of [...hostsIn(config), ...gatewaysIn(config)]) {
      yard.machine(dock, name, session.seed).catch(() => undefined);
    }
  }

  async raise(name: string): Promise<EstateHost> {
    const { yard, dock, session } = this.#options;
    const host = await yard.host(dock, name, session);
    this.#hosts.set(name, host);
    await this.introductions.introduce(name === 'exchange' ? 'EXO1' : name, host.addresses);
    return host;
  }

  async publish(host: EstateHost, services: readonly PlacedService[]): Promise<void> {
    const own = services.filter(({ behind }) => behind === undefined);
    if (own.length > 0) {
      await this.introductions.listen(host.control);
      await host.control.expose({ listeners: listenersOf(own) });
    }
    const behind = Map.groupBy(services, (one) => one.behind);
    behind.delete(undefined);
    const raised = [...behind].map(([name = '', group]) => {
      const gateway = this.#raiseGateway(name, group);
      this.#gateways.set(name, gateway);
      return gateway;
    });
    await Promise.all(raised);
  }

  async locate(from: string, host: EstateHost, placed: PlacedService): Promise<Address> {
    const { service, behind, port, name } = placed;
    const door = behind ?? host.name;
    if (behind === undefined) await host.control.meet({ from, service });
    else {
      const { port: inner } = await host.control.open({ from, service });
      const gateway = await this.#gateways.get(behind);
      await gateway?.route({ service, from, address: { host: host.name.toLowerCase(), port: inner } });
    }
    const { corporate, internet } = this.#options.dock.networks;
    if (from === 'WORKSTATION1') return { host: this.#address(door, corporate), port };
    if (from === 'INTERNET') return this.#fromHere(door, port, internet);
    const known = namesOf(door, this.#options.session.seed).includes(name);
    return { host: known ? name : door.toLowerCase(), port };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#agents[Symbol.asyncDispose]();
    const gateways = await Promise.allSettled([...this.#gateways.values()]);
    await Promise.all(
      gateways.map((one) => (one.status === 'fulfilled' ? one.value[Symbol.asyncDispose]() : undefined)),
    );
  }

  /**
   * Linux reaches containers by their own addresses, without the engine's proxy, in which bytes can lie while all is
   * quiet at both of its ends; elsewhere the published port is the only way.
   */
  async #fromHere(door: string, port: number, network: LabNetwork): Promise<Address> {
    if (process.platform === 'linux') return { host: this.#address(door, network), port };
    const asking = this.#host(door).container.mappedPort(port);
    return { host: '127.0.0.1', port: await this.#boot.busy('asking the engine', asking) };
  }

  #address(name: string, { subnet }: LabNetwork): string {
    const address = addressIn(subnet, this.#host(name).addresses);
    if (address === undefined) throw new Error(`${name} has no address in ${subnet}`);
    return address;
  }

  #host(name: string): DockerHost {
    const host = this.#hosts.get(name);
    if (host === undefined) throw new Error(`${name} is not up`);
    return host;
  }

  async #raiseGateway(name: string, services: readonly PlacedService[]): Promise<Gateway> {
    const { yard, dock, session } = this.#options;
    const raise = async (): Promise<DockerHost> => {
      const host = await this.#boot.busy(`${name} boots`, yard.host(dock, name, session), this.bootMs);
      this.#hosts.set(name, host);
      await this.introductions.introduce(name, host.addresses);
      return host;
    };
    const gateway = new Gateway(raise, this.introductions, services);
    await gateway.open();
    return gateway;
  }
}
