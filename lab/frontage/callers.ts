import { BlockList } from 'node:net';

const MAPPED = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/** Which host has which addresses: by them a listener that many hosts share knows who calls. */
export class Callers {
  readonly #names = new Map<string, string>();
  readonly #networks = new Map<string, BlockList>();

  /**
   * A host has these addresses from now on, and no others. A network such as `172.18.0.0/16` among them: whoever calls
   * from there, and has no other name, is the host too.
   */
  introduce(name: string, addresses: readonly string[]): void {
    this.forget(name);
    for (const address of addresses) {
      if (address.includes('/')) this.#networks.set(name, networkOf(address));
      else this.#names.set(plain(address), name);
    }
  }

  forget(name: string): void {
    for (const [address, known] of this.#names) if (known === name) this.#names.delete(address);
    this.#networks.delete(name);
  }

  /** The host's name; the address itself when nobody was introduced with it. */
  nameOf(address: string | undefined): string {
    const known = plain(address ?? 'unknown');
    return this.#names.get(known) ?? this.#neighbour(known) ?? known;
  }

  #neighbour(address: string): string | undefined {
    const family = address.includes(':') ? 'ipv6' : 'ipv4';
    return [...this.#networks].find(([, network]) => network.check(address, family))?.[0];
  }
}

/** An IPv4 address as such, also when a socket for both families shows it mapped (RFC 4291 section 2.5.5.2). */
function plain(address: string): string {
  return address.replace(MAPPED, '').toLowerCase();
}

function networkOf(subnet: string): BlockList {
  const [base = '', bits = ''] = subnet.split('/');
  const network = new BlockList();
  network.addSubnet(base, Number(bits), base.includes(':') ? 'ipv6' : 'ipv4');
  return network;
}
