import type { Clock } from '../../clock/clock.ts';
import type { LabConfig } from '../../config/index.ts';
import { wallDeadline } from '../../clock/wall.ts';
import { HostSilentError } from '../../hosting/errors.ts';
import type { SessionGround } from '../../hosting/host-session.ts';
import type { Address } from '../../links/service.ts';
import type { EstateHost, HostSource } from '../estate-host.ts';
import { gatewaysIn, hostsIn } from '../hosts-in.ts';
import type { PlacedService, Placement } from '../placement.ts';
import { Gateway } from './gateway.ts';
import { Introductions } from './introductions.ts';
import { listenersOf } from './listeners.ts';
import type { MachineHost, Machines, MachinesGround } from './machines.ts';

const DNS_PORT = 53;

/** One lab on machines that find one another by name: real ports, real names, gateways before what lies inside. */
export class NetworkedLab implements HostSource, Placement, AsyncDisposable {
  readonly machines: Machines;
  readonly #boot: Clock;
  readonly #introductions = new Introductions();
  readonly #hosts = new Map<string, MachineHost>();
  readonly #gateways = new Map<string, Promise<Gateway>>();
  /** Under which name a component calls others, where that is not its host's. */
  readonly #callsAs = new Map([['exchange', 'EXO1']]);

  constructor(session: SessionGround, machinesFor: (ground: MachinesGround) => Machines) {
    this.#boot = session.clock.for('hosts');
    this.machines = machinesFor({
      session,
      introductions: this.#introductions,
      boot: this.#boot,
      hosts: this.#hosts,
      gateway: (name) => this.#gateways.get(name),
    });
  }

  get bootMs(): number {
    return this.machines.bootMs;
  }

  /** Whoever calls from this process is a device outside, or a computer of the staff's inside. */
  async begin(): Promise<void> {
    for (const [name, addresses] of Object.entries(this.machines.here)) {
      await this.#introductions.introduce(name, addresses);
    }
  }

  prepare(config: LabConfig): void {
    if (config.federation !== undefined) this.#callsAs.set('federation', config.federation.host);
    this.machines.prepare([...hostsIn(config), ...gatewaysIn(config)]);
  }

  async raise(name: string): Promise<EstateHost> {
    const host = await this.machines.raise(name);
    this.#hosts.set(name, host);
    await this.#introductions.introduce(this.#callsAs.get(name) ?? name, host.addresses);
    return host;
  }

  async publish(host: EstateHost, services: readonly PlacedService[]): Promise<void> {
    const own = services.filter(({ behind }) => behind === undefined);
    if (own.length > 0) {
      await this.#introductions.listen(host.control);
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
    if (from === 'WORKSTATION1' || from === 'INTERNET') {
      return this.machines.reach(from, this.#host(door), port);
    }
    return { host: this.machines.isNamed(door, name) ? name : door.toLowerCase(), port };
  }

  async openFirewall({ name, control }: EstateHost): Promise<void> {
    const { host: address } = await this.machines.reach('WORKSTATION1', this.#host(name), DNS_PORT);
    await control.openFirewall({ address });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.resolve(this.machines[Symbol.asyncDispose]()).catch(() => undefined);
    const gateways = await Promise.allSettled([...this.#gateways.values()]);
    await Promise.all(
      gateways.map((one) => (one.status === 'fulfilled' ? one.value[Symbol.asyncDispose]() : undefined)),
    );
  }

  #host(name: string): MachineHost {
    const host = this.#hosts.get(name);
    if (host === undefined) throw new Error(`${name} is not up`);
    return host;
  }

  async #raiseGateway(name: string, services: readonly PlacedService[]): Promise<Gateway> {
    const raise = async (): Promise<MachineHost> => {
      const late = (): Error => new HostSilentError(name, this.bootMs);
      const booting = wallDeadline(this.bootMs, this.machines.raise(name), late);
      const host = await this.#boot.busy(`${name} boots`, booting, this.bootMs);
      this.#hosts.set(name, host);
      await this.#introductions.introduce(name, host.addresses);
      return host;
    };
    const gateway = new Gateway(raise, this.#introductions, services);
    await gateway.open();
    return gateway;
  }
}
