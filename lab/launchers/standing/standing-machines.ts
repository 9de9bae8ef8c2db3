import type { AgentRunner } from '../../agent/index.ts';
import { addressesOfThisHost } from '../../hosting/addresses.ts';
import type { Address } from '../../links/service.ts';
import type { MachineHost, Machines, MachinesGround } from '../networked/machines.ts';
import { agentsOnHosts } from './agents-on-hosts.ts';
import type { StandingYard } from './standing-yard.ts';
import { wayOut } from './way-out.ts';

/** One lab on a standing estate. */
export class StandingMachines implements Machines {
  readonly bootMs = 60_000;
  /** Machines belong to whoever raised them. */
  readonly control = undefined;
  readonly conductor: string;
  readonly runner: AgentRunner;
  readonly here: Machines['here'];
  readonly #ground: MachinesGround;
  readonly #yard: StandingYard;
  readonly #agentHosts = new Map<string, MachineHost>();

  constructor(ground: MachinesGround, { yard, conductor }: { yard: StandingYard; conductor: string }) {
    this.#ground = ground;
    this.#yard = yard;
    this.conductor = conductor;
    // This process is in both networks under different addresses, and one listener sees but one of them.
    // Who comes by a published port is a device of somebody outside, too.
    const published = wayOut();
    const addresses = [...addressesOfThisHost(), ...(published === undefined ? [] : [published])];
    this.here = { INTERNET: addresses, WORKSTATION1: [] };
    this.runner = agentsOnHosts((name, signal) => this.#agentHost(name, signal));
  }

  prepare(): void {
    // They are up.
  }

  raise(name: string): Promise<MachineHost> {
    return this.#yard.host(name, this.#ground.session);
  }

  reach(_from: string, machine: MachineHost, port: number): Promise<Address> {
    return Promise.resolve({ host: machine.name.toLowerCase(), port });
  }

  isNamed(): boolean {
    return false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#agentHosts.values()].map((host) => host[Symbol.asyncDispose]()));
  }

  /** The host of a component that carries an agent too, or one for the agent alone. */
  async #agentHost(name: string, signal: AbortSignal | undefined): Promise<MachineHost> {
    const known = this.#ground.hosts.get(name) ?? this.#agentHosts.get(name);
    if (known !== undefined) return known;
    const dialling = this.#yard.host(name, this.#ground.session, signal);
    const host = await this.#ground.boot.busy(`${name} dials in`, dialling, this.bootMs);
    this.#agentHosts.set(name, host);
    await this.#ground.introductions.introduce(name, host.addresses);
    return host;
  }
}
