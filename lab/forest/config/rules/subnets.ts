import { BlockList, isIP } from 'node:net';
import type { Placed } from '../domains-of.ts';
import type { SingleForestConfig } from '../forest.ts';
import type { ForestMistake, Path } from '../mistake.ts';

interface Subnet {
  readonly text: string;
  readonly address: string;
  readonly bits: number;
  readonly family: 'ipv4' | 'ipv6';
  readonly path: Path;
}

/** Subnet objects: a range each, on its own boundary, and no address in two of them. */
export function subnetRules({ config: { sites }, path }: Placed<SingleForestConfig>): ForestMistake[] {
  const written = sites.flatMap((site, n) =>
    site.subnets.map((text, s) => ({ text, path: [...path, 'sites', n, 'subnets', s] })),
  );
  const subnets: Subnet[] = [];
  return written.flatMap(({ text, path }) => {
    const subnet = subnetOf(text, path);
    if (subnet === undefined) {
      const expected = 'an address range such as 10.1.0.0/16 or fd00:1::/32';
      return [{ path, found: `"${text}"`, expected }];
    }
    const other = subnets.find((each) => overlap(each, subnet));
    subnets.push(subnet);
    if (other === undefined) return [];
    return [
      { path, found: `${text}, which overlaps ${other.text}`, expected: 'ranges without common addresses' },
    ];
  });
}

function subnetOf(text: string, path: Path): Subnet | undefined {
  const [, address = '', length = ''] = /^([0-9a-f.:]{2,39})\/(\d{1,3})$/i.exec(text) ?? [];
  const version = isIP(address);
  const bits = Number(length);
  if (version === 0 || bits > (version === 4 ? 32 : 128)) return undefined;
  return { text, address, bits, family: version === 4 ? 'ipv4' : 'ipv6', path };
}

/** Ranges are nested or apart: the wider has the other's first address, or not. */
function overlap(one: Subnet, other: Subnet): boolean {
  if (one.family !== other.family) return false;
  const [wide, narrow] = one.bits <= other.bits ? [one, other] : [other, one];
  const list = new BlockList();
  list.addSubnet(wide.address, wide.bits, wide.family);
  return list.check(narrow.address, narrow.family);
}
