/** A range of IPv4 addresses: the first one and the number of leading bits that all share. */
export interface Network {
  readonly first: number;
  readonly bits: number;
}

const WHOLE: Network = { first: 0, bits: 0 };

/** Reads `10.0.0.0/8`, or one address. Throws RangeError for anything else. */
export function readNetwork(text: string): Network {
  const [, address = '', length = '32'] = /^([\d.]{7,15})(?:\/(\d{1,2}))?$/.exec(text) ?? [];
  const bits = Number(length);
  const parts = address.split('.').map(Number);
  if (parts.length !== 4 || bits > 32 || parts.some((part) => !(part <= 255)))
    throw new RangeError(`${JSON.stringify(text)} is no IPv4 network; write it as 172.20.0.0/16`);
  return {
    first: firstOf(
      parts.reduce((sum, part) => sum * 256 + part, 0),
      bits,
    ),
    bits,
  };
}

/** Loopback, and what PTALAB_ALLOWED_NETWORKS lists. */
export function allowedNetworks(listed: string | undefined): Network[] {
  const more = (listed ?? '').split(',').flatMap((item) => (item.trim() === '' ? [] : [item.trim()]));
  return ['127.0.0.0/8', ...more].map(readNetwork);
}

export function contains(outer: Network, inner: Network): boolean {
  return inner.bits >= outer.bits && firstOf(inner.first, outer.bits) === outer.first;
}

/** Whether the address, by number, is in one of the networks. A name is not: it could lead anywhere. */
export function isAllowed(host: string, networks: readonly Network[]): boolean {
  try {
    const address = readNetwork(host);
    return networks.some((network) => contains(network, address));
  } catch {
    return false;
  }
}

/** The fewest networks that hold every other IPv4 address, as CIDR: what k6 is forbidden to dial. */
export function complement(networks: readonly Network[], within: Network = WHOLE): string[] {
  if (networks.some((network) => contains(network, within))) return [];
  const inside = networks.filter((network) => contains(within, network));
  if (inside.length === 0) return [textOf(within)];
  const bits = within.bits + 1;
  const upper = within.first + 2 ** (32 - bits);
  return [within.first, upper].flatMap((first) => complement(inside, { first, bits }));
}

function firstOf(address: number, bits: number): number {
  const size = 2 ** (32 - bits);
  return Math.floor(address / size) * size;
}

function textOf({ first, bits }: Network): string {
  return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.')}/${bits}`;
}
