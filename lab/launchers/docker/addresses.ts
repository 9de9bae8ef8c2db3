import { upperAddress } from '../networked/subnet.ts';

/**
 * Who has which address on the corporate network, given out here from its upper half: a machine keeps its own when it is
 * started again, and whoever calls it finds the address, not a lost name, when it is down.
 */
export class Addresses {
  readonly #subnet: string;
  readonly #machines = new Map<string, string>();
  #given = 0;

  constructor(subnet: string) {
    this.#subnet = subnet;
  }

  /** One that nobody has had. */
  next(): string {
    return upperAddress(this.#subnet, ++this.#given);
  }

  /** The address of a machine that outlives a lab; the same whenever it is asked for. */
  of(machine: string): string {
    const address = this.#machines.get(machine) ?? this.next();
    this.#machines.set(machine, address);
    return address;
  }

  /** What stands in every host's own table of names. */
  table(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#machines].map(([name, address]) => [name.toLowerCase(), address]));
  }
}
